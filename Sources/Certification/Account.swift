/// A citizen or business with an account at the portal, as the office's directory knows them.
package struct Account: Hashable, Sendable {
    package let identity: IdentityNumber
    /// Has a name.
    package let contact: Applicant.Contact
    package let birth: CivilDate?
    package let address: String?

    package static let addressLimit = 300
    /// Nobody who can come to the office was born before.
    private static let firstYear = 1900

    /// - Throws: when the name is missing, or the address has control characters or more than 300 characters.
    package init(
        identity: IdentityNumber,
        contact: Applicant.Contact,
        birth: CivilDate? = nil,
        address: String? = nil
    ) throws(InvalidEntry) {
        guard contact.name != nil else { throw InvalidEntry(.name, .missing) }
        self.identity = identity
        self.contact = contact
        self.birth = birth
        let line = try address?.oneLine(of: .address, limit: Account.addressLimit)
        self.address = line?.isEmpty == true ? nil : line
    }

    /// A day of birth as people write it.
    /// - Throws: when it is no day, or none before today that somebody alive was born on.
    package static func birth(_ entered: some StringProtocol, today: CivilDate) throws(InvalidEntry) -> CivilDate {
        guard let date = CivilDate(entered.trimmingBlanks), date < today, date.year >= firstYear else {
            throw InvalidEntry(.birth, .date)
        }
        return date
    }

    package var name: String { contact.name ?? identity.text }

    /// The applicant of a dossier: a snapshot that later changes of the account leave as it is.
    package var applicant: Applicant { .account(identity, contact) }
}
