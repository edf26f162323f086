/// What the officer fills in before a dossier is submitted.
package struct DossierForm: Hashable, Sendable {
    package var applicant: Applicant?
    package var documentType: DocumentType?
    /// Copies made of one original together; they share one number. Within ``copiesRange``.
    package let copies: Int
    /// One line; empty when there is none.
    package let note: String
    /// Where attestation and signatures go; nil for where the office puts them.
    package var placement: AttestationPlacement?
    /// Working days more than the rule gives, as agreed with the applicant. Within ``Deadline/extensionRange``.
    package let agreedDays: Int

    package static let copiesRange = 1...999
    package static let noteLimit = 500

    /// - Throws: when copies, note or days break the rule of their field.
    package init(
        applicant: Applicant? = nil,
        documentType: DocumentType? = nil,
        copies: Int = 1,
        note: String = "",
        placement: AttestationPlacement? = nil,
        agreedDays: Int = 0
    ) throws(InvalidEntry) {
        guard DossierForm.copiesRange.contains(copies) else {
            throw InvalidEntry(.copies, .number(allowed: DossierForm.copiesRange))
        }
        guard Deadline.extensionRange.contains(agreedDays) else {
            throw InvalidEntry(.agreedDays, .number(allowed: Deadline.extensionRange))
        }
        self.applicant = applicant
        self.documentType = documentType
        self.copies = copies
        self.note = try note.oneLine(of: .note, limit: DossierForm.noteLimit)
        self.placement = placement
        self.agreedDays = agreedDays
    }

    /// What must be filled in before submitting, in the order of the form.
    package var missing: [FormField] {
        (applicant == nil ? [.applicant] : []) + (documentType == nil ? [.documentType] : [])
    }

    package var isComplete: Bool { missing.isEmpty }
}
