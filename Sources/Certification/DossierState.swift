/// Where a dossier stands. The raw values are what the commands and JSON say.
package enum DossierState: String, Sendable, Codable, CaseIterable {
    /// On the officer's desk.
    case scanned
    /// On the leader's desk.
    case awaitingSignature = "awaiting-signature"
    /// Returned by the leader; with the officer again.
    case rejected
    /// Stopped for good by the officer.
    case cancelled
    /// Signed; on the clerk's desk.
    case awaitingSeal = "awaiting-seal"
    /// Numbered and sealed; on the way to the recipient.
    case outbox
    case delivered
    /// Delivery gave up.
    case undeliverable
    /// Certified wrongly and declared void by the head of the office.
    case annulled

    package var vietnamese: String {
        switch self {
        case .scanned: "Chờ trình ký"
        case .awaitingSignature: "Chờ ký"
        case .rejected: "Bị từ chối"
        case .cancelled: "Đã hủy"
        case .awaitingSeal: "Chờ đóng dấu"
        case .outbox: "Chờ gửi"
        case .delivered: "Đã trả kết quả"
        case .undeliverable: "Không gửi được"
        case .annulled: "Đã hủy giá trị"
        }
    }
}
