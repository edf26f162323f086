import PDF

/// Judges what happened to a file between a signature and a later revision.
///
/// Called by ``SignatureExamination`` for a signature that does not cover the whole file, once for each later revision:
/// what was done and undone again still was not what the signer left. Trusts neither revision. Allows what PADES.md and
/// pyHanko's difference analysis allow at the level of form filling: values and appearances of fields that are not yet
/// signed, new signature fields with their widgets, validation data (/DSS), document timestamps, metadata; less where
/// the signature itself forbids it (DocMDP, FieldMDP). All else that a reader of the signed state could reach is named
/// as a change. Objects that nothing reaches do no harm. Stricter than pyHanko in one point: a new signature field that
/// shows something without being signed is a picture laid over the page.
struct RevisionComparison {
    let before: DocumentStructure
    let after: DocumentStructure
    let rules: ModificationRules
    /// Numbers in use in the signed revision.
    let known: Set<PDFReference>
    var difference = RevisionDifference()

    static func compare(
        signed: borrowing DocumentReader,
        now: borrowing DocumentReader,
        rules: ModificationRules
    ) throws(PDFFault) -> RevisionDifference {
        let changes = try now.changes(since: signed)
        var comparison = RevisionComparison(
            before: try signed.structure(),
            after: try now.structure(),
            rules: rules,
            known: Set(try signed.references())
        )
        try comparison.judge(changes, signed: signed, now: now)
        comparison.difference.anything = !changes.isEmpty || !comparison.difference.beyond.isEmpty
        return comparison.difference
    }

    mutating func find(_ kind: DocumentChange.Kind, _ subject: String) {
        difference.beyond.append(DocumentChange(kind, subject))
    }

    private mutating func judge(
        _ changes: [ObjectChange],
        signed: borrowing DocumentReader,
        now: borrowing DocumentReader
    ) throws(PDFFault) {
        guard before.catalogReference == after.catalogReference else {
            find(.trailer, "\(after.catalogReference)")
            return
        }
        let newFields = newSignatureFields
        judgeForm(newFields)
        for field in newFields { try judgeNewField(field, signed: signed, now: now) }
        let newWidgets = Set(newFields.flatMap { [$0.reference] + $0.widgets })
        let fields = Dictionary(before.fields.map { ($0.reference, $0) }) { first, _ in first }
        var unexplained: [PDFReference] = []
        for change in changes {
            let reference = change.reference
            if change.kind == .removed {
                find(.removed, "\(reference)")
                continue
            }
            // A stream that plays one of these parts may play another: its data counts as content.
            guard change.kind == .changed, let old = try Self.value(reference, in: signed),
                let new = try Self.value(reference, in: now)
            else {
                unexplained.append(reference)
                continue
            }
            if reference == before.catalogReference {
                try judgeCatalog(old, new, now: now)
            } else if isForm(reference) {
                continue
            } else if let field = fields[reference] {
                judgeField(field, old, new)
            } else if let page = old.dictionary, page["Type"]?.name == "Page" {
                try judgePage(reference, page, new, newWidgets: newWidgets, signed: signed, now: now)
            } else {
                unexplained.append(reference)
            }
        }
        try judgeObjects(unexplained, newWidgets: newWidgets, signed: signed, now: now)
    }

    private static func value(
        _ reference: PDFReference,
        in reader: borrowing DocumentReader
    ) throws(PDFFault) -> PDFObject? {
        guard case .object(let object) = try reader.indirectObject(reference) else { return nil }
        return object
    }

    /// The form's own objects; what they say is compared whether they are objects or not.
    private func isForm(_ reference: PDFReference) -> Bool {
        if case .object(reference) = before.form.place { return true }
        return before.form.fieldsReference == reference
    }

    static func differingKeys(
        _ old: PDFDictionary?,
        _ new: PDFDictionary?,
        except open: [PDFName]
    ) -> [PDFName] {
        let (old, new) = (old ?? [:], new ?? [:])
        let all = old.keys + new.keys.filter { old[$0] == nil }
        return all.filter { !open.contains($0) && old[$0] != new[$0] }
    }
}
