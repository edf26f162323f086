import Certification
import Faults

extension FormFields {
    /// Checks what was entered and makes it the dossier's form. What is missing stays missing: the officer fills it in.
    ///
    /// - Parameter types: the office's document types.
    /// - Throws: ``InvalidEntry`` for a value against the rule of its field; ``FormFault`` for an unknown document type.
    func resolved(types: [DocumentType]) throws -> DossierForm {
        var documentType: DocumentType?
        if let slug = type {
            guard let known = types.first(where: { $0.slug == slug }) else {
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
        guard let account else { return address.map { .email($0) } }
        var number: PhoneNumber?
        if let phone { number = try PhoneNumber(phone) }
        let contact = try Applicant.Contact(name: name, phone: number, email: address)
        return .account(try IdentityNumber(account), contact)
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
