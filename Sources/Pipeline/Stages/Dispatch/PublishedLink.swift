import Certification
import Hashing
import Ledger

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

extension PublishedLink {
    /// What a mail says of a link, without one: for previews.
    init(sampleOf file: DossierRecord.File, by links: DeliverySettings.Links, on day: CivilDate) {
        self.init(
            url: links.url(of: String(repeating: "0", count: 64) + ".pdf"),
            size: Int(file.bytes),
            digest: file.hash,
            expires: links.expiry(from: day)
        )
    }
}

extension DeliverySettings.Links {
    func url(of name: String) -> String { url.replacing("{name}", with: name) }

    /// The day on which a link that is made today is removed.
    func expiry(from day: CivilDate) -> CivilDate { day.adding(days: Int(lifetime.components.seconds / 86_400)) }
}
