import Certification
import Foundation
import PAdES
import PDF
import Spool

extension Revision {
    /// Closes the revision with a signature. Blocking.
    ///
    /// - Parameter content: the file that is extended; where its hash is known, it is not read.
    consuming func signed(
        as dictionary: SignatureDictionary,
        by identity: SigningIdentity,
        over content: borrowing ReadableFile,
        at time: LocalTime
    ) throws -> SignedRevision {
        let prepared = try PreparedSignature(try serialized(), dictionary: dictionary)
        guard identity.algorithm.digest == .sha256 else {
            let mapped = try content.map()
            return try prepared.hashed(input: mapped.bytes, for: identity.algorithm)
                .signed(with: identity.key, at: time.moment.date)
        }
        let hashed = try prepared.hashed(after: try content.hash(), length: content.size, for: identity.algorithm)
        return try hashed.signed(with: identity.key, at: time.moment.date)
    }
}
