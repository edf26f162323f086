import PDF

extension RevisionComparison {
    // MARK: - Catalog

    mutating func judgeCatalog(
        _ old: PDFObject,
        _ new: PDFObject,
        now: borrowing DocumentReader
    ) throws(PDFFault) {
        let open: [PDFName] = ["AcroForm", "DSS", "Extensions", "Metadata", "MarkInfo", "Version"]
        var keys = Self.differingKeys(old.dictionary, new.dictionary, except: open)
        // What archiving added may grow, but not go away; it holds certificates and nothing else.
        let kept: [PDFName] = ["DSS", "Extensions", "MarkInfo"]
        keys += kept.filter { old.dictionary?[$0] != nil && new.dictionary?[$0] == nil }
        if let store = new.dictionary?["DSS"], !Self.isSecurityStore(try now.resolve(store)) { keys.append("DSS") }
        if !keys.isEmpty { find(.catalog, keys.map(\.description).joined(separator: " ")) }
    }

    private static func isSecurityStore(_ object: PDFObject) -> Bool {
        let expected: [PDFName] = ["Type", "Certs", "OCSPs", "CRLs", "VRI"]
        return object.dictionary?.keys.allSatisfy(expected.contains) ?? false
    }

    // MARK: - Pages

    mutating func judgePage(
        _ reference: PDFReference,
        _ old: PDFDictionary,
        _ new: PDFObject,
        newWidgets: Set<PDFReference>,
        signed: borrowing DocumentReader,
        now: borrowing DocumentReader
    ) throws(PDFFault) {
        let keys = Self.differingKeys(old, new.dictionary, except: ["Annots"])
        let before = try signed.resolve(old["Annots"]).array ?? []
        let after = try now.resolve(new.dictionary?["Annots"]).array ?? []
        if !keys.isEmpty || !Self.grew(from: before, to: after, by: newWidgets) { find(.page, "\(reference)") }
    }

    private static func grew(from old: [PDFObject], to new: [PDFObject], by added: Set<PDFReference>) -> Bool {
        new.starts(with: old) && new.dropFirst(old.count).allSatisfy { $0.reference.map(added.contains) ?? false }
    }

    // MARK: - Everything else

    /// New objects do nothing unless a changed one leads to them, or the signed revision did so already and found
    /// nothing: such a gap is filled by whoever prepared the document for it.
    mutating func judgeObjects(
        _ references: [PDFReference],
        newWidgets: Set<PDFReference>,
        signed: borrowing DocumentReader,
        now: borrowing DocumentReader
    ) throws(PDFFault) {
        guard !references.isEmpty else { return }
        let reach = try SignedReach(signed, structure: before, rules: rules)
        for reference in references where reach.all.contains(reference) {
            if reach.annotationArrays.contains(reference),
                let old = try signed.object(reference).array, let new = try now.object(reference).array,
                Self.grew(from: old, to: new, by: newWidgets)
            {
                continue
            }
            if !reach.closed.contains(reference), reach.replaceable.contains(reference) { continue }
            find(.object, "\(reference)")
        }
    }
}
