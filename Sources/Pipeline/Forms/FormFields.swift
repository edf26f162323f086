import Certification

/// Parts of a dossier's form as people give them: options of a command, keys of a sidecar. Absent means unchanged.
package struct FormFields: Codable, Sendable, Equatable {
    /// The slug of a document type.
    package var type: String?
    /// Where an applicant without an account gets the copy.
    package var email: String?
    /// CMND, CCCD or MST.
    package var account: String?
    package var name: String?
    package var phone: String?
    package var copies: Int?
    package var note: String?
    package var placement: AttestationPlacement?
    /// Working days more than the rule gives.
    package var agreedDays: Int?
    /// Whether a scan is taken in although its bytes are a dossier's already; says nothing of the dossier.
    package var again: Bool?

    package init(
        type: String? = nil,
        email: String? = nil,
        account: String? = nil,
        name: String? = nil,
        phone: String? = nil,
        copies: Int? = nil,
        note: String? = nil,
        placement: AttestationPlacement? = nil,
        agreedDays: Int? = nil,
        again: Bool? = nil
    ) {
        self.type = type
        self.email = email
        self.account = account
        self.name = name
        self.phone = phone
        self.copies = copies
        self.note = note
        self.placement = placement
        self.agreedDays = agreedDays
        self.again = again
    }

    /// These fields where they are given, the others where not.
    package func falling(backOn others: FormFields) -> FormFields {
        FormFields(
            type: type ?? others.type,
            email: email ?? others.email,
            account: account ?? others.account,
            name: name ?? others.name,
            phone: phone ?? others.phone,
            copies: copies ?? others.copies,
            note: note ?? others.note,
            placement: placement ?? others.placement,
            agreedDays: agreedDays ?? others.agreedDays,
            again: again ?? others.again
        )
    }
}
