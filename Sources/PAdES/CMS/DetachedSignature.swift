import Foundation
import SwiftASN1

/// A CMS signature beside what it signs (RFC 5652, 5.2: `eContent` is absent), for statements that are no PDF:
/// `openssl cms -verify -binary -inform DER -in STATEMENT.p7s -content STATEMENT -purpose any -CAfile ROOT`.
package enum DetachedSignature {
    /// Blocking: on a token this takes a while.
    ///
    /// - Returns: ContentInfo, DER.
    /// - Throws: ``KeyFault`` when the key is unfit or fails, ``SigningFault`` with `software`.
    package static func make(
        over content: [UInt8], by key: any SigningKey, _ algorithm: SignatureAlgorithm, at time: Date
    ) throws -> [UInt8] {
        try key.checkFitness(at: time)
        guard let digest = algorithm.digest.digest(of: content) else {
            throw SigningFault.software(reason: "no digest")
        }
        do {
            var coder = DER.Serializer()
            try coder.serialize(ContentInfo(try SignedData(digest: digest, algorithm: algorithm, key: key)))
            return coder.serializedBytes
        } catch let error as ASN1Error {
            throw SigningFault.software(reason: "\(error)")
        }
    }
}
