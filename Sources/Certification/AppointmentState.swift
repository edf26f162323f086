/// What became of an appointment. The raw values are what the commands and JSON say.
package enum AppointmentState: String, Sendable, Codable, CaseIterable {
    /// Nobody has come yet.
    case waiting
    /// A dossier was made of it.
    case processed
    case cancelled
    /// The hour passed and nobody came.
    case noShow = "no-show"

    package var vietnamese: String {
        switch self {
        case .waiting: "Chờ xử lý"
        case .processed: "Đã xử lý"
        case .cancelled: "Đã hủy"
        case .noShow: "Không đến"
        }
    }
}
