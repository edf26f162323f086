import PDF

/// What a reader of the signed state gets to see: every object that the catalog leads to, and on which ways.
struct SignedReach {
    /// Reached without passing a way on which filling in, signing and archiving may put something new.
    let closed: Set<PDFReference>
    /// Reached on any way, also by a number that stood for nothing: whoever gives it a meaning later changes what was
    /// signed.
    let all: Set<PDFReference>
    /// Objects that filling in and archiving may rewrite where they stand, as long as nothing else leads to them.
    let replaceable: Set<PDFReference>
    /// /Annots that are objects of their own.
    let annotationArrays: Set<PDFReference>

    /// The catalog's entries that archiving may change (ETSI EN 319 142-1, 5.4; ISO 32000-1, 7.12).
    private static let openCatalogKeys: [PDFName] = ["DSS", "Metadata", "Extensions", "MarkInfo"]

    /// - Parameter rules: what the signature forbids; a field that it closes has no open ways.
    init(
        _ reader: borrowing DocumentReader,
        structure: DocumentStructure,
        rules: ModificationRules
    ) throws(PDFFault) {
        let open = structure.fields.filter { field in
            !field.isSigned && rules.permission != .nothing && !rules.locks(field.name)
        }
        var openKeys: [PDFReference: [PDFName]] = [:]
        for field in open { openKeys[field.reference] = FormField.openKeys }
        openKeys[structure.catalogReference] = Self.openCatalogKeys
        if case .object(let form) = structure.form.place { openKeys[form] = ["DR"] }

        let start = structure.catalogReference
        var arrays: Set<PDFReference> = []
        closed = try Self.walk(reader, from: start, leavingOut: openKeys, annotationArrays: &arrays)
        all = try Self.walk(reader, from: start, leavingOut: [:], annotationArrays: &arrays)
        replaceable = try Self.replaceable(reader, structure, open: open)
        annotationArrays = arrays
    }

    private static func walk(
        _ reader: borrowing DocumentReader,
        from start: PDFReference,
        leavingOut openKeys: [PDFReference: [PDFName]],
        annotationArrays: inout Set<PDFReference>
    ) throws(PDFFault) -> Set<PDFReference> {
        var met: Set<PDFReference> = []
        var pending = [start]
        while let reference = pending.popLast() {
            guard met.insert(reference).inserted else { continue }
            let object = try reader.object(reference)
            guard var dictionary = object.dictionary else {
                pending += object.references
                continue
            }
            if dictionary["Type"]?.name == "Page", let array = dictionary["Annots"]?.reference {
                annotationArrays.insert(array)
            }
            for key in openKeys[reference] ?? [] { dictionary[key] = nil }
            pending += PDFObject.dictionary(dictionary).references
        }
        return met
    }

    private static func replaceable(
        _ reader: borrowing DocumentReader,
        _ structure: DocumentStructure,
        open: [FormField]
    ) throws(PDFFault) -> Set<PDFReference> {
        var found = openCatalogKeys.compactMap { structure.catalog[$0]?.reference }
        if let resources = structure.form.dictionary["DR"]?.reference { found.append(resources) }
        let store = try reader.resolve(structure.catalog["DSS"]).dictionary ?? [:]
        found += (["Certs", "OCSPs", "CRLs", "VRI"] as [PDFName]).compactMap { store[$0]?.reference }
        for field in open {
            if let appearances = field.dictionary["AP"]?.reference { found.append(appearances) }
            // Where the field has states, its appearances are not one stream to be drawn anew.
            guard field.dictionary["AS"] == nil else { continue }
            let appearances = try reader.resolve(field.dictionary["AP"]).dictionary ?? [:]
            found += (["N", "R", "D"] as [PDFName]).compactMap { appearances[$0]?.reference }
        }
        return Set(found)
    }
}
