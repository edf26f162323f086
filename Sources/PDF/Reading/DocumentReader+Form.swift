extension DocumentReader {
    /// The form and its terminal fields. Fields that are not objects of their own break the rules; of them only the
    /// names count.
    func form(_ catalog: PDFDictionary, pages: [PDFReference]) throws(PDFFault) -> InteractiveForm {
        guard let dictionary = try resolve(catalog["AcroForm"]).dictionary else {
            return InteractiveForm(
                place: .absent, dictionary: [:], fieldsReference: nil, roots: [], fields: [], directNames: [],
                flaw: nil,
                passedOver: nil
            )
        }
        let roots = try resolve(dictionary["Fields"]).array ?? []
        var directNames: [String] = []
        for root in roots where root.reference == nil {
            if let name = try resolve(root.dictionary?["T"]).text { directNames.append(name) }
        }
        let fields = try fields(below: roots, pages: pages)
        let asksViewers = try resolve(dictionary["NeedAppearances"]).boolean == true
        return InteractiveForm(
            place: catalog["AcroForm"]?.reference.map { .object($0) } ?? .inCatalog,
            dictionary: dictionary,
            fieldsReference: dictionary["Fields"]?.reference,
            roots: roots,
            fields: fields,
            directNames: directNames,
            flaw: try flaw(in: roots),
            passedOver: asksViewers ? try widgetsWithAppearance(of: fields) : nil
        )
    }

    /// Kids of kids, too: some radio buttons have their widgets below kids without names.
    private func widgetsWithAppearance(
        of fields: [FormField]
    ) throws(PDFFault) -> [PDFReference: PDFDictionary] {
        var found: [PDFReference: PDFDictionary] = [:]
        var met: Set<PDFReference> = []
        var pending = fields.flatMap(\.widgets)
        while let widget = pending.popLast() {
            guard met.insert(widget).inserted, let dictionary = try object(widget).dictionary else { continue }
            if dictionary["AP"] != nil { found[widget] = dictionary }
            pending += try resolve(dictionary["Kids"]).array?.compactMap(\.reference) ?? []
        }
        return found
    }

    private func flaw(in roots: [PDFObject]) throws(PDFFault) -> String? {
        var met: Set<PDFReference> = []
        var pending = [roots]
        while let brothers = pending.popLast() {
            var names: Set<String> = []
            for brother in brothers {
                guard let reference = brother.reference, let field = try object(reference).dictionary else {
                    return "a field is not an object of its own"
                }
                guard met.insert(reference).inserted else { return "a field is in the form twice" }
                if let name = try resolve(field["T"]).text, !names.insert(name).inserted {
                    return "two fields have the same name"
                }
                if let kids = try resolve(field["Kids"]).array { pending.append(kids) }
            }
        }
        return nil
    }

    private func fields(below roots: [PDFObject], pages: [PDFReference]) throws(PDFFault) -> [FormField] {
        let pageNumbers = Dictionary(zip(pages, pages.indices)) { first, _ in first }
        var fields: [FormField] = []
        var known: Set<PDFReference> = []
        var pending = roots.reversed().compactMap(\.reference).map {
            FieldNode(reference: $0, path: [], inherited: [:])
        }
        while let node = pending.popLast() {
            // A field met twice is a loop, or listed twice.
            guard known.insert(node.reference).inserted, let own = try object(node.reference).dictionary else {
                continue
            }
            let path = node.path + (try resolve(own["T"]).text.map { [$0] } ?? [])
            let attributes = node.inherited.merging(own.inheritableFieldAttributes)
            let kids = try resolve(own["Kids"]).array?.compactMap(\.reference) ?? []
            var subfields: [PDFReference] = []
            for kid in kids where try object(kid).dictionary?["T"] != nil { subfields.append(kid) }
            if subfields.isEmpty {
                let merged = attributes.merging(own)
                let widgets = kids.isEmpty ? [node.reference] : kids
                fields.append(try field(node.reference, path, merged, widgets: widgets, pageNumbers: pageNumbers))
            } else {
                for kid in subfields.reversed() {
                    pending.append(FieldNode(reference: kid, path: path, inherited: attributes))
                }
            }
        }
        known.formUnion(fields.flatMap(\.widgets))
        for node in try strayFields(on: pages, known: known) {
            let own = node.inherited.merging(try object(node.reference).dictionary ?? [:])
            let kids = try resolve(own["Kids"]).array?.compactMap(\.reference) ?? []
            let widgets = kids.isEmpty ? [node.reference] : kids
            fields.append(try field(node.reference, node.path, own, widgets: widgets, pageNumbers: pageNumbers))
        }
        return fields
    }

    /// Fields that pages show, but the form does not list: viewers take them for fields all the same.
    private func strayFields(on pages: [PDFReference], known: Set<PDFReference>) throws(PDFFault) -> [FieldNode] {
        var known = known
        var found: [FieldNode] = []
        for page in pages {
            for annotation in try resolve(object(page).dictionary?["Annots"]).array ?? [] {
                guard let reference = annotation.reference, !known.contains(reference),
                    let widget = try object(reference).dictionary, widget["Subtype"]?.name == "Widget",
                    let stray = try strayField(of: reference, widget), known.insert(stray.reference).inserted
                else { continue }
                known.insert(reference)
                found.append(stray)
            }
        }
        return found
    }

    /// The field that a widget is, or is a kid of; nil where nobody on the way up has a name.
    private func strayField(of widget: PDFReference, _ dictionary: PDFDictionary) throws(PDFFault) -> FieldNode? {
        var (reference, node) = (widget, dictionary)
        var field: PDFReference?
        var path: [String] = []
        var inherited = PDFDictionary()
        // Fields nest a few levels deep; more is a loop.
        for _ in 0..<32 {
            if let name = try resolve(node["T"]).text {
                field = field ?? reference
                path.insert(name, at: 0)
            }
            inherited = node.inheritableFieldAttributes.merging(inherited)
            guard let parent = node["Parent"]?.reference, let above = try object(parent).dictionary else { break }
            (reference, node) = (parent, above)
        }
        return field.map { FieldNode(reference: $0, path: path, inherited: inherited) }
    }

    private func field(
        _ reference: PDFReference,
        _ path: [String],
        _ dictionary: PDFDictionary,
        widgets: [PDFReference],
        pageNumbers: [PDFReference: Int]
    ) throws(PDFFault) -> FormField {
        let value = try resolve(dictionary["V"]).dictionary
        var page: Int?
        for widget in widgets where page == nil {
            page = try object(widget).dictionary?["P"]?.reference.flatMap { pageNumbers[$0] }
        }
        return FormField(
            name: path.joined(separator: "."),
            type: try resolve(dictionary["FT"]).name,
            reference: reference,
            dictionary: dictionary,
            value: value,
            valueReference: value == nil ? nil : dictionary["V"]?.reference,
            widgets: widgets,
            page: page,
            rectangle: try widgets.first.map { (widget) throws(PDFFault) in
                try rectangle(try object(widget).dictionary?["Rect"])
            } ?? nil
        )
    }
}

private struct FieldNode {
    let reference: PDFReference
    let path: [String]
    let inherited: PDFDictionary
}

extension PDFDictionary {
    /// ISO 32000-1, Tables 220 and 222.
    fileprivate var inheritableFieldAttributes: PDFDictionary {
        var attributes = PDFDictionary()
        for key: PDFName in ["FT", "Ff", "V", "DV", "DA", "Q"] { attributes[key] = self[key] }
        return attributes
    }
}
