import FoundationEssentials
import SwiftASN1

/// A detached CMS signature over a statement of the office that is no PDF: an anchor, the manifest of a backup. What
/// `openssl cms -verify -binary -inform DER -content STATEMENT` takes.
package struct StatementSignature: Sendable {
    /// The ContentInfo.
    package let der: [UInt8]
    package let signer: Certificate
    private let signature: CMSSignature

    /// Signs with a key that may sign at the given time. Blocking.
    ///
    /// - Throws: ``KeyFault``, ``SigningFault`` with `software`.
    package static func make(
        over statement: [UInt8],
        with key: some SigningKey,
        algorithm: SignatureAlgorithm,
        at time: Date
    ) throws -> StatementSignature {
        try key.checkFitness(at: time)
        guard let digest = algorithm.digest.digest(of: statement) else { throw SigningFault.software(reason: "digest") }
        var coder = DER.Serializer()
        do {
            try coder.serialize(ContentInfo(SignedData(digest: digest, algorithm: algorithm, key: key)))
            return try StatementSignature(der: coder.serializedBytes)
        } catch let fault as KeyFault {
            throw fault
        } catch {
            throw SigningFault.software(reason: "\(error)")
        }
    }

    /// Reads a signature and checks nothing.
    ///
    /// - Throws: ``SignatureProblem``.
    package init(der: [UInt8]) throws(SignatureProblem) {
        self.der = der
        signature = try CMSSignature.detached(der)
        signer = signature.signer
    }

    /// Whether the signer's key signed these very octets. Blocking.
    ///
    /// - Throws: ``SignatureProblem``.
    package func check(over statement: [UInt8]) throws(SignatureProblem) {
        try statement.withUnsafeBytes { octets in
            Result { () throws(SignatureProblem) in
                let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
                try signature.check(over: (octets, nothing), reference: .version2)
            }
        }.get()
    }

    /// Whether the signer leads to an anchor. Blocking.
    ///
    /// - Parameter time: when the path must have been valid.
    /// - Throws: ``SignatureProblem`` with `untrusted`.
    package func checkTrust(anchors: TrustAnchors, at time: Date) throws(SignatureProblem) {
        _ = try anchors.path(of: signer, through: signature.others, for: .signing, at: time)
    }
}
