import Certification
import Ledger

/// An account of the office's directory as `--json` prints it.
package struct AccountRow: Codable, Sendable {
    package let identity: String
    /// `citizen` or `business`.
    package let kind: String
    package let name: String
    /// `1991-09-24`.
    @Nullable package var birth: String?
    @Nullable package var phone: String?
    @Nullable package var email: String?
    @Nullable package var address: String?
    package let addedAt: String

    init(_ record: AccountRecord, clock: OfficeClock) {
        let account = record.account
        identity = account.identity.text
        kind = account.identity.applicantKind.rawValue
        name = account.name
        addedAt = clock.text(record.addedAt)
        birth = account.birth?.iso
        phone = account.contact.phone?.text
        email = account.contact.email?.text
        address = account.address
    }
}
