import Certification
import Faults

extension FormFields {
    /// Checks what was entered and makes it the dossier's form. What is missing stays missing: the officer fills it in.
    ///
    /// - Parameters:
    ///   - types: the document types that can be chosen.
    ///   - present: the one that the dossier has; it may have been retired since.
    /// - Throws: ``InvalidEntry`` for a value against the rule of its field; ``FormFault`` for an unknown document type.
    func resolved(types: [DocumentType], keeping present: DocumentType? = nil) throws -> DossierForm {
        var documentType: DocumentType?
        if let slug = type {
            guard let known = (types + [present].compactMap(\.self)).first(where: { $0.slug == slug }) else {
                throw FormFault.unknownDocumentType(slug: slug, known: types.map(\.slug))
            }
            documentType = known
        }
        return try DossierForm(
            applicant: try applicant(),
            documentType: documentType,
            copies: copies ?? 1,
            note: note ?? "",
            placement: placement,
            agreedDays: agreedDays ?? 0
        )
    }

    private func applicant() throws(InvalidEntry) -> Applicant? {
        var address: EmailAddress?
        if let email { address = try EmailAddress(email) }
        guard let account, !account.isBlank else { return address.map { .email($0) } }
        var number: PhoneNumber?
        if let phone { number = try PhoneNumber(phone) }
        let contact = try Applicant.Contact(name: name, phone: number, email: address)
        return .account(try IdentityNumber(account), contact)
    }

    /// A form that now names another account than before, without what it says of the person before. What somebody
    /// wrote anew stays.
    ///
    /// - Parameters:
    ///   - before: the form as it was.
    ///   - account: the account that it gets; `nil` for the one that it names itself, blank for none.
    func withoutPerson(of before: FormFields, for account: String? = nil) -> FormFields {
        guard let number = account ?? self.account, number != before.account, before.account != nil else {
            return self
        }
        var fields = self
        if fields.name == before.name { fields.name = nil }
        if fields.phone == before.phone { fields.phone = nil }
        if fields.email == before.email { fields.email = nil }
        return fields
    }

    /// A recipient as a file name gives it: an e-mail address, else a CMND, CCCD or MST.
    ///
    /// - Returns: `nil` when it is none of them.
    init?(recipient: String) {
        // Neither reading is a fault: a file may simply be named otherwise.
        if (try? EmailAddress(recipient)) != nil {
            self.init(email: recipient)
        } else if (try? IdentityNumber(recipient)) != nil {
            self.init(account: recipient)
        } else {
            return nil
        }
    }

    /// A dossier's form, as fields again.
    init(_ form: DossierForm) {
        self.init(
            type: form.documentType?.slug,
            email: form.applicant?.email?.text,
            account: form.applicant?.identity?.text,
            name: form.applicant?.contact?.name,
            phone: form.applicant?.contact?.phone?.text,
            copies: form.copies,
            note: form.note.isEmpty ? nil : form.note,
            placement: form.placement,
            agreedDays: form.agreedDays
        )
    }
}
