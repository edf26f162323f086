/// Who asked for the copy and receives it.
package enum Applicant: Hashable, Sendable {
    /// Has an account at the portal, found by number; what is known of the person is a snapshot.
    case account(IdentityNumber, Contact)
    /// Has no account: the result goes to this address.
    case email(EmailAddress)

    package struct Contact: Hashable, Sendable {
        package let name: String?
        package let phone: PhoneNumber?
        package let email: EmailAddress?

        package static let nameLimit = 200

        /// - Throws: when the name has control characters or more than 200 characters.
        package init(
            name: String? = nil,
            phone: PhoneNumber? = nil,
            email: EmailAddress? = nil
        ) throws(InvalidEntry) {
            let line = try name?.oneLine(of: .name, limit: Contact.nameLimit)
            self.name = line?.isEmpty == true ? nil : line
            self.phone = phone
            self.email = email
        }

        private init() {
            (name, phone, email) = (nil, nil, nil)
        }

        /// Nothing known beyond the number.
        package static let unknown = Contact()
    }

    package var kind: ApplicantKind {
        switch self {
        case .account(let identity, _): identity.applicantKind
        case .email: .email
        }
    }

    package var identity: IdentityNumber? {
        switch self {
        case .account(let identity, _): identity
        case .email: nil
        }
    }

    package var contact: Contact? {
        switch self {
        case .account(_, let contact): contact
        case .email: nil
        }
    }

    package var email: EmailAddress? {
        switch self {
        case .account(_, let contact): contact.email
        case .email(let address): address
        }
    }

    /// What register and lists call the applicant: the name; without an account the address; else the number.
    package var displayName: String {
        switch self {
        case .account(let identity, let contact): contact.name ?? identity.text
        case .email(let address): address.text
        }
    }
}
