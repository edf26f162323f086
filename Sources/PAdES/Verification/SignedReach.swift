import PDF

/// What a reader of the signed state gets to see: every object that the catalog leads to, but for the ways on which
/// filling in, signing and archiving may put something new.
struct SignedReach {
    private(set) var objects: Set<PDFReference> = []
    /// /Annots that are objects of their own.
    private(set) var annotationArrays: Set<PDFReference> = []

    init(_ reader: borrowing DocumentReader, structure: DocumentStructure) throws(PDFFault) {
        var openKeys: [PDFReference: [PDFName]] = [:]
        for field in structure.fields where !field.isSigned { openKeys[field.reference] = FormField.openKeys }
        openKeys[structure.catalogReference] = ["DSS", "Metadata", "Extensions", "MarkInfo"]
        if case .object(let form) = structure.form.place { openKeys[form] = ["DR"] }

        var pending = [structure.catalogReference]
        while let reference = pending.popLast() {
            guard objects.insert(reference).inserted else { continue }
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
    }
}
