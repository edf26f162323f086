import PDF

/// Judges what happened to a file between a signature and now.
///
/// Called by ``SignatureVerifier`` for a signature that does not cover the whole file. Trusts neither revision. Allows
/// what PAdES.md and pyHanko's difference analysis allow at the level of form filling: values and appearances of
/// fields that are not yet signed, new signature fields with their widgets, validation data (/DSS), metadata. All else
/// that a reader of the signed state could reach is named as a change. Objects that nothing reaches do no harm.
/// Limit: what a signature itself forbids (DocMDP, FieldMDP) is not looked at.
struct RevisionComparison {
    private let before: DocumentStructure
    private let after: DocumentStructure
    private var findings: [DocumentChange] = []

    /// - Returns: what is beyond filling in and signing; empty with `anything` true when only that happened.
    static func compare(
        signed: borrowing DocumentReader,
        now: borrowing DocumentReader
    ) throws(PDFFault) -> (anything: Bool, beyond: [DocumentChange]) {
        let changes = try now.changes(since: signed)
        var comparison = RevisionComparison(before: try signed.structure(), after: try now.structure())
        try comparison.judge(changes, signed: signed, now: now)
        return (!changes.isEmpty || !comparison.findings.isEmpty, comparison.findings)
    }

    private init(before: DocumentStructure, after: DocumentStructure) {
        self.before = before
        self.after = after
    }

    private mutating func judge(
        _ changes: [ObjectChange],
        signed: borrowing DocumentReader,
        now: borrowing DocumentReader
    ) throws(PDFFault) {
        guard before.catalogReference == after.catalogReference else {
            findings.append(DocumentChange(.trailer, after.catalogReference))
            return
        }
        let newFields = try newFields(now)
        judgeForm(newFields)
        let fields = Dictionary(before.fields.map { ($0.reference, $0) }) { first, _ in first }
        var unexplained: [PDFReference] = []
        for change in changes {
            let reference = change.reference
            switch change.kind {
            case .added: continue
            case .removed: findings.append(DocumentChange(.removed, reference))
            case .changed:
                let (old, new) = (try signed.object(reference), try now.object(reference))
                if reference == before.catalogReference {
                    judgeCatalog(old, new)
                } else if isForm(reference) {
                    continue
                } else if let field = fields[reference] {
                    judgeField(field, old, new)
                } else if let page = old.dictionary, page["Type"]?.name == "Page" {
                    try judgePage(reference, page, new, newFields: newFields, signed: signed, now: now)
                } else {
                    unexplained.append(reference)
                }
            }
        }
        try judgeObjects(unexplained, newFields: newFields, signed: signed, now: now)
    }

    /// The form's own objects; what they say is compared whether they are objects or not.
    private func isForm(_ reference: PDFReference) -> Bool {
        if case .object(reference) = before.form.place { return true }
        return before.form.fieldsReference == reference
    }

    // MARK: - Catalog and form

    private mutating func judgeCatalog(_ old: PDFObject, _ new: PDFObject) {
        let open: [PDFName] = ["AcroForm", "DSS", "Extensions", "Metadata", "MarkInfo", "Version"]
        let keys = Self.differingKeys(old.dictionary, new.dictionary, except: open)
        if !keys.isEmpty { findings.append(DocumentChange(.catalog, keys.map(\.description).joined(separator: " "))) }
    }

    /// Signature fields that are new at the root of the form.
    private func newFields(_ now: borrowing DocumentReader) throws(PDFFault) -> Set<PDFReference> {
        let known = Set(before.form.roots.compactMap(\.reference))
        var added: Set<PDFReference> = []
        for root in after.form.roots {
            guard let reference = root.reference, !known.contains(reference),
                try now.resolve(now.object(reference).dictionary?["FT"]).name == "Sig"
            else { continue }
            added.insert(reference)
        }
        return added
    }

    /// The form may only grow, by these signature fields.
    private mutating func judgeForm(_ newFields: Set<PDFReference>) {
        let open: [PDFName] = ["Fields", "DR", "DA", "Q", "NeedAppearances"]
        let keys = Self.differingKeys(before.form.dictionary, after.form.dictionary, except: open)
        if !keys.isEmpty { findings.append(DocumentChange(.form, keys.map(\.description).joined(separator: " "))) }
        let kept = after.form.roots.filter { $0.reference.map { !newFields.contains($0) } ?? true }
        if kept != before.form.roots { findings.append(DocumentChange(.form, "/Fields")) }
    }

    // MARK: - Fields and pages

    private mutating func judgeField(_ field: FormField, _ old: PDFObject, _ new: PDFObject) {
        if field.isSigned {
            findings.append(DocumentChange(.signedField, field.name))
            return
        }
        let keys = Self.differingKeys(old.dictionary, new.dictionary, except: FormField.openKeys)
        if !keys.isEmpty { findings.append(DocumentChange(.field, field.name)) }
    }

    private mutating func judgePage(
        _ reference: PDFReference,
        _ old: PDFDictionary,
        _ new: PDFObject,
        newFields: Set<PDFReference>,
        signed: borrowing DocumentReader,
        now: borrowing DocumentReader
    ) throws(PDFFault) {
        let keys = Self.differingKeys(old, new.dictionary, except: ["Annots"])
        let before = try signed.resolve(old["Annots"]).array ?? []
        let after = try now.resolve(new.dictionary?["Annots"]).array ?? []
        if !keys.isEmpty || !Self.grew(from: before, to: after, by: newFields) {
            findings.append(DocumentChange(.page, reference))
        }
    }

    private static func grew(from old: [PDFObject], to new: [PDFObject], by added: Set<PDFReference>) -> Bool {
        new.starts(with: old) && new.dropFirst(old.count).allSatisfy { $0.reference.map(added.contains) ?? false }
    }

    private static func differingKeys(
        _ old: PDFDictionary?,
        _ new: PDFDictionary?,
        except open: [PDFName]
    ) -> [PDFName] {
        let (old, new) = (old ?? [:], new ?? [:])
        let all = old.keys + new.keys.filter { old[$0] == nil }
        return all.filter { !open.contains($0) && old[$0] != new[$0] }
    }

    // MARK: - Everything else

    private mutating func judgeObjects(
        _ references: [PDFReference],
        newFields: Set<PDFReference>,
        signed: borrowing DocumentReader,
        now: borrowing DocumentReader
    ) throws(PDFFault) {
        guard !references.isEmpty else { return }
        let reach = try SignedReach(signed, structure: before)
        for reference in references where reach.objects.contains(reference) {
            if reach.annotationArrays.contains(reference),
                let old = try signed.object(reference).array, let new = try now.object(reference).array,
                Self.grew(from: old, to: new, by: newFields)
            {
                continue
            }
            findings.append(DocumentChange(.object, reference))
        }
    }
}

extension FormField {
    /// What may change in a field that is not yet signed.
    static let openKeys: [PDFName] = ["AP", "AS", "V", "F", "DA", "Q", "Ff"]

    var isSigned: Bool { type == "Sig" && value != nil }
}
