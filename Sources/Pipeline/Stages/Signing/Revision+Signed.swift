import Certification
import Foundation
import Mapping
import PAdES
import PDF

extension Revision {
    /// Closes the revision with a signature. Blocking.
    consuming func signed(
        as dictionary: SignatureDictionary,
        by identity: SigningIdentity,
        over content: borrowing MappedFile,
        at time: LocalTime
    ) throws -> SignedRevision {
        let prepared = try PreparedSignature(try serialized(), dictionary: dictionary)
        let hashed = try prepared.hashed(input: content.bytes, for: identity.algorithm)
        return try hashed.signed(with: identity.key, at: time.moment.date)
    }
}
