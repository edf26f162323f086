import Certification
import Hashing

/// A copy that is fetched by its address instead of being attached.
struct PublishedLink {
    let url: String
    /// In octets.
    let size: Int
    let digest: Digest
    /// The day on which it is removed.
    let expires: CivilDate

    /// `31,5 MB`.
    var sizeText: String {
        let tenths = (size + 50_000) / 100_000
        return "\(tenths / 10),\(tenths % 10) MB"
    }
}
