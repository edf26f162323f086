extension Revision {
    /// What a reader finds once this revision is appended, so that the next one can be made without reading the file.
    ///
    /// Only for a revision of the usual kind: one that appends a page, with fields of its own, to a document that is
    /// sound in all respects. Of any other the file itself has to be asked.
    ///
    /// - Parameters:
    ///   - length: of the file with this revision, which ends with a newline.
    ///   - section: where this revision's cross-reference section begins.
    ///   - trailer: of this revision.
    func successor(length: Int, section: Int, trailer: PDFDictionary) -> DocumentStructure? {
        guard isUsual, let form = formAfter, let page = appendedPage else { return nil }
        var next = structure
        next.fileLength = length
        next.endsWithNewline = true
        next.lastCrossReferenceOffset = section
        next.nextObjectNumber = nextObjectNumber
        next.trailer = trailer
        next.trailer["Size"] = nil
        next.trailer["Prev"] = nil
        next.catalog = catalog.value
        next.pageTree = pageTree.value
        next.pageTree.node["Count"] = .integer(pageTree.value.pageCount)
        if pageTree.value.kidsReference == nil { next.pageTree.node["Kids"] = .array(pageTree.value.kids) }
        next.pageTree.lastPage = page
        next.form = form
        next.isLinearized = false
        return next
    }

    /// Whether nothing is mended or grows but pages and form.
    private var isUsual: Bool {
        structure.inventory == nil && structure.flaw == nil && structure.warning == nil && !structure.isTagged
            && structure.metadata == .sound && structure.permissions.isEmpty && structure.form.passedOver == nil
    }

    private var appendedPage: PageGeometry? {
        guard structure.pageTree.pageCount + 1 == pageTree.value.pageCount,
            let reference = pageTree.value.kids.last?.reference, let page = dictionary(reference),
            let box = page["MediaBox"]?.rectangle, page["CropBox"] == page["MediaBox"]
        else { return nil }
        return PageGeometry(
            reference: reference,
            dictionary: page,
            annotations: page["Annots"]?.array ?? [],
            resources: page["Resources"] ?? .dictionary([:]),
            mediaBox: box,
            cropBox: box,
            rotation: 0,
            userUnit: 1
        )
    }

    /// The form with the fields of this revision, all of them on the page that it appends.
    private var formAfter: InteractiveForm? {
        var form = form.value
        switch form.place {
        case .absent:
            guard let place = catalog.value["AcroForm"]?.reference else { return nil }
            form.place = .object(place)
        case .inCatalog, .object: break
        }
        if form.fieldsReference == nil { form.dictionary["Fields"] = .array(form.roots) }
        // A field of the document that is written anew is no longer what the structure says of it.
        guard structure.form.fields.allSatisfy({ objects[$0.reference] == nil }) else { return nil }
        for root in form.roots.dropFirst(structure.form.roots.count) {
            guard let field = root.reference.flatMap(newField) else { return nil }
            form.fields.append(field)
        }
        return form
    }

    /// One that is its own widget.
    private func newField(_ reference: PDFReference) -> FormField? {
        guard let field = dictionary(reference), let name = field["T"]?.text, field["Kids"] == nil,
            let page = field["P"]?.reference, page == pageTree.value.kids.last?.reference
        else { return nil }
        let value = field["V"]?.reference
        return FormField(
            name: name,
            type: field["FT"]?.name,
            reference: reference,
            dictionary: field,
            value: value.flatMap(dictionary) ?? field["V"]?.dictionary,
            valueReference: value,
            widgets: [reference],
            page: pageTree.value.pageCount - 1,
            rectangle: field["Rect"]?.rectangle
        )
    }

    /// An object of this revision.
    private func dictionary(_ reference: PDFReference) -> PDFDictionary? {
        guard case .object(let object)? = objects[reference] else { return nil }
        return object.dictionary
    }
}

extension PDFObject {
    /// Nil for one without area, as readers have it.
    fileprivate var rectangle: PDFRectangle? {
        guard let numbers = array?.compactMap(\.number), let rectangle = PDFRectangle(numbers), rectangle.width > 0,
            rectangle.height > 0
        else { return nil }
        return rectangle
    }
}
