import Certification
import Hashing

/// What somebody asks for who books: by command, or through the portal.
package struct AppointmentWish: Codable, Sendable {
    /// CMND, CCCD or MST of an account that the office knows.
    package var account: String?
    /// Or all of the person, who then comes to the directory.
    package var applicant: AccountFields?
    /// The slug.
    package var documentType: String?
    /// `2026-12-01 09:00`.
    package var at: String?

    package init(
        account: String? = nil, applicant: AccountFields? = nil, documentType: String? = nil, at: String? = nil
    ) {
        self.account = account
        self.applicant = applicant
        self.documentType = documentType
        self.at = at
    }
}
