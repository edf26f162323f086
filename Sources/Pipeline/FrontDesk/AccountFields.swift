import Certification

/// An account as people give it: options of a command, a line of a file, part of a request. Absent means unchanged.
package struct AccountFields: Codable, Sendable, Equatable {
    package var identity: String?
    package var name: String?
    /// `24/09/1991` or `1991-09-24`.
    package var birth: String?
    package var phone: String?
    package var email: String?
    package var address: String?

    package init(
        identity: String? = nil,
        name: String? = nil,
        birth: String? = nil,
        phone: String? = nil,
        email: String? = nil,
        address: String? = nil
    ) {
        self.identity = identity
        self.name = name
        self.birth = birth
        self.phone = phone
        self.email = email
        self.address = address
    }

    /// What the ledger knows, as fields again.
    init(_ account: Account) {
        self.init(
            identity: account.identity.text,
            name: account.name,
            birth: account.birth?.iso,
            phone: account.contact.phone?.text,
            email: account.contact.email?.text,
            address: account.address
        )
    }

    /// These fields where they are given, the others where not.
    func falling(backOn others: AccountFields) -> AccountFields {
        AccountFields(
            identity: identity ?? others.identity,
            name: name ?? others.name,
            birth: birth ?? others.birth,
            phone: phone ?? others.phone,
            email: email ?? others.email,
            address: address ?? others.address
        )
    }

    /// Checks what was entered. An empty field is one that is not known.
    ///
    /// - Throws: what is wrong with the first field that is.
    func account(today: CivilDate) throws(InvalidEntry) -> Account {
        let identity = try IdentityNumber(identity ?? "")
        var number: PhoneNumber?
        if let phone, !phone.isBlank { number = try PhoneNumber(phone) }
        var address: EmailAddress?
        if let email, !email.isBlank { address = try EmailAddress(email) }
        var day: CivilDate?
        if let birth, !birth.isBlank { day = try Account.birth(birth, today: today) }
        return try Account(
            identity: identity,
            contact: try Applicant.Contact(name: name, phone: number, email: address),
            birth: day,
            address: self.address
        )
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
