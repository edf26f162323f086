import CQPDF

extension DocumentReader {
    /// All that an incremental update must know. About a millisecond for a scan; reads every object.
    ///
    /// Throws `noPages`, or what opening throws where damage shows only now.
    package func structure() throws(PDFFault) -> DocumentStructure {
        let trailer = try trailer()
        let (catalogReference, catalog) = try catalog(of: trailer)
        guard let section = CrossReferenceSection(lastOf: bytes) else {
            throw damage("the last cross-reference section is not found")
        }
        let pages = try pageTree(catalog)
        let form = try form(catalog, pages: pages.references)
        let (references, warning) = try greatestReference()
        let missing = try missingObjects()
        let misplaced = try misplacedObject()
        let (metadata, claimedPDFA) = try metadata(catalog)
        let flaw =
            form.flaw ?? missing.flaw ?? misplaced
            ?? (pages.tree.repeatsPages ? "a page is in the page tree twice" : nil)
            ?? (section.isWellFormed ? nil : "the cross-reference table is malformed")
        return DocumentStructure(
            fileLength: bytes.count,
            endsWithNewline: bytes.last == 0x0A || bytes.last == 0x0D,
            lastCrossReferenceOffset: section.offset,
            crossReferenceKind: section.kind,
            nextObjectNumber: max(
                try nextObjectNumber(declaredSize: try resolve(trailer["Size"]).integer), references + 1
            ),
            version: String(cString: cqpdf_header_version(handle)),
            trailer: try carriedEntries(of: trailer, (catalogReference, catalog)),
            catalogReference: catalogReference,
            catalog: catalog,
            pageTree: pages.tree,
            form: form,
            isLinearized: cqpdf_is_linearized(handle) != 0,
            isTagged: try resolve(catalog["MarkInfo"]).dictionary?["Marked"]?.boolean == true
                || catalog["StructTreeRoot"] != nil,
            structureTree: try structureTree(catalog),
            claimedPDFA: claimedPDFA,
            metadata: metadata,
            permissions: try resolve(catalog["Perms"]).dictionary ?? [:],
            inventory: form.isSigned ? nil : try inventory(missing: missing, extending: section, trailer),
            flaw: flaw,
            warning: warning
        )
    }

    /// A number that is referred to stays free even if nothing has it: a new object under it would come into view where
    /// there was nothing. With it, what qpdf passed over.
    private func greatestReference() throws(PDFFault) -> (number: Int, warning: String?) {
        var greatest: CInt = 0
        let status = cqpdf_examine(handle, CInt(Self.largestObjectNumber), &greatest)
        switch status {
        case CQPDF_OK: return (Int(greatest), nil)
        case CQPDF_DAMAGED: return (Int(greatest), String(cString: cqpdf_message(handle)))
        default: throw fault(status)
        }
    }

    func catalog(of trailer: PDFDictionary) throws(PDFFault) -> (reference: PDFReference, dictionary: PDFDictionary) {
        guard let reference = trailer["Root"]?.reference, let catalog = try object(reference).dictionary else {
            throw damage("the catalog is missing")
        }
        return (reference, catalog)
    }

    /// /Size may lie in either direction: numbers in use count, and a size beyond what viewers accept does not.
    private func nextObjectNumber(declaredSize: Int?) throws(PDFFault) -> Int {
        let used = try entries().last.map { Int($0.number) + 1 } ?? 1
        guard let declaredSize, declaredSize <= Self.largestObjectNumber else { return used }
        return max(used, declaredSize, 1)
    }

    /// ISO 32000-1, Annex C, Table C.1.
    static let largestObjectNumber = 8_388_607

    private func carriedEntries(
        of trailer: PDFDictionary,
        _ catalog: (reference: PDFReference, dictionary: PDFDictionary)
    ) throws(PDFFault) -> PDFDictionary {
        var carried = trailer
        let described: [PDFName] = [
            "Size", "Prev", "XRefStm", "Type", "W", "Index", "Length", "Filter", "DecodeParms", "F", "FFilter",
            "FDecodeParms", "DL",
        ]
        for key in described { carried[key] = nil }
        if try resolve(carried["Info"]) == .null { carried["Info"] = nil }
        for key in carried.keys where key != "Root" && key != "Info" {
            if let entry = carried[key], try leadsAstray(entry, catalog) { carried[key] = .null }
        }
        if let identifier = trailer["ID"] { carried["ID"] = try resolve(identifier) }
        return carried
    }

    /// Whether an unknown entry leads to the pages or to nothing. Such a one ends here: no viewer follows it, and it
    /// would be a second way to whatever later revisions fill in, which a signature's difference analysis has to explain.
    private func leadsAstray(
        _ object: PDFObject,
        _ catalog: (reference: PDFReference, dictionary: PDFDictionary)
    ) throws(PDFFault) -> Bool {
        guard !object.references.isEmpty else { return false }
        let reached = try reachable(from: object.references)
        if reached.contains(where: { $0 == catalog.reference || $0 == catalog.dictionary["Pages"]?.reference }) {
            return true
        }
        for reference in object.references where try indirectObject(reference) == .object(.null) { return true }
        return false
    }
}
