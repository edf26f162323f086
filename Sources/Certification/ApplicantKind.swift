/// The kinds of applicants that queues are filtered by.
package enum ApplicantKind: String, Sendable, Codable, CaseIterable {
    case citizen
    case business
    /// Without an account.
    case email

    package var vietnamese: String {
        switch self {
        case .citizen: "Công dân"
        case .business: "Doanh nghiệp"
        case .email: "Không có tài khoản"
        }
    }
}
