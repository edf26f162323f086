import Certification
import Foundation
import PAdES
import PDF
import Spool

extension Revision {
    /// Closes the revision with a signature. Blocking.
    ///
    /// - Returns: what to append to the content.
    consuming func signed(
        as dictionary: SignatureDictionary,
        by identity: SigningIdentity,
        over content: borrowing Spool.MappedFile,
        at time: LocalTime
    ) throws -> [UInt8] {
        let prepared = try PreparedSignature(try serialized(), dictionary: dictionary)
        let hashed = try prepared.hashed(input: content.bytes, for: identity.algorithm)
        let signed = try hashed.signed(with: identity.key, at: time.moment.date)
        return try signed.serialized()
    }
}
