extension DocumentReader {
    /// A page by its place, from 0; nil if there are fewer.
    package func page(at index: Int, of structure: DocumentStructure) throws(PDFFault) -> PageGeometry? {
        var found: PageLeaf?
        try walkPages(from: structure.pageTree.root) { page, number in
            if number == index { found = page }
            return found == nil
        }
        guard let found else { return nil }
        return try geometry(found)
    }

    func pageTree(_ catalog: PDFDictionary) throws(PDFFault) -> (tree: PageTree, references: [PDFReference]) {
        guard let entry = catalog["Pages"] else { throw .noPages(name: name) }
        guard let root = entry.reference else {
            throw damage("the page tree's root is not an object of its own")
        }
        guard let node = try object(root).dictionary else { throw .noPages(name: name) }
        var references: [PDFReference] = []
        var last: PageLeaf?
        try walkPages(from: root) { page, _ in
            references.append(page.reference)
            last = page
            return references.count <= Self.mostPages
        }
        guard references.count <= Self.mostPages else { throw .tooManyPages(name: name, limit: Self.mostPages) }
        guard let last else { throw .noPages(name: name) }
        let tree = PageTree(
            root: root,
            node: node,
            rootIsPage: Self.isPage(node),
            kidsReference: node["Kids"]?.reference,
            kids: try resolve(node["Kids"]).array ?? [],
            pageCount: references.count,
            repeatsPages: Set(references).count < references.count,
            lastPage: try geometry(last)
        )
        return (tree, references)
    }

    /// As viewers tell them apart: by type, or by having no kids.
    private static func isPage(_ node: PDFDictionary) -> Bool {
        node["Type"]?.name == "Page" || (node["Kids"] == nil && node["Type"]?.name != "Pages")
    }

    /// Pages in order, until the visitor returns false. What is not a dictionary is no page to a viewer, either.
    private func walkPages(
        from root: PDFReference,
        visit: (PageLeaf, Int) -> Bool
    ) throws(PDFFault) {
        var number = 0
        var ancestors: Set<PDFReference> = []
        var stack = [PageBranch(reference: nil, kids: [.reference(root)], inherited: [:])]
        while let branch = stack.popLast() {
            guard branch.next < branch.kids.count else {
                if let reference = branch.reference { ancestors.remove(reference) }
                continue
            }
            stack.append(branch.advanced())
            let kid = branch.kids[branch.next]
            guard let node = try resolve(kid).dictionary else { continue }
            guard let reference = kid.reference else { throw damage("a page is not an object of its own") }
            let inherited = branch.inherited.merging(node.inheritablePageAttributes)
            if Self.isPage(node) {
                let page = PageLeaf(reference: reference, dictionary: node, attributes: inherited)
                guard visit(page, number) else { return }
                number += 1
            } else {
                guard ancestors.insert(reference).inserted else { throw damage("the page tree has a loop") }
                let kids = try resolve(node["Kids"]).array ?? []
                stack.append(PageBranch(reference: reference, kids: kids, inherited: inherited))
            }
        }
    }

    private func geometry(_ page: PageLeaf) throws(PDFFault) -> PageGeometry {
        let mediaBox = try rectangle(page.attributes["MediaBox"]) ?? .letter
        let cropBox = try rectangle(page.attributes["CropBox"]) ?? mediaBox
        // Beyond the range of Int: no rotation that anybody means.
        let rotation = (Int(exactly: try resolve(page.attributes["Rotate"]).number ?? 0) ?? 0) % 360
        let userUnit = try resolve(page.dictionary["UserUnit"]).number ?? 1
        return PageGeometry(
            reference: page.reference,
            dictionary: page.dictionary,
            annotations: try resolve(page.dictionary["Annots"]).array ?? [],
            resources: page.attributes["Resources"] ?? .dictionary([:]),
            mediaBox: mediaBox,
            cropBox: cropBox.intersection(mediaBox) ?? mediaBox,
            rotation: rotation.isMultiple(of: 90) ? (rotation + 360) % 360 : 0,
            userUnit: userUnit > 0 ? userUnit : 1
        )
    }

    /// Nil for what is not four numbers, or has no area.
    func rectangle(_ object: PDFObject?) throws(PDFFault) -> PDFRectangle? {
        guard let corners = try resolve(object).array, corners.count == 4 else { return nil }
        var numbers: [Double] = []
        for corner in corners {
            guard let number = try resolve(corner).number else { return nil }
            numbers.append(number)
        }
        guard let rectangle = PDFRectangle(numbers), rectangle.width > 0, rectangle.height > 0 else { return nil }
        return rectangle
    }
}

private struct PageLeaf {
    let reference: PDFReference
    let dictionary: PDFDictionary
    /// The inheritable ones, own before inherited.
    let attributes: PDFDictionary
}

private struct PageBranch {
    /// Nil above the root.
    let reference: PDFReference?
    let kids: [PDFObject]
    let inherited: PDFDictionary
    var next = 0

    func advanced() -> PageBranch {
        var branch = self
        branch.next += 1
        return branch
    }
}

extension PDFDictionary {
    /// ISO 32000-1, Table 30.
    fileprivate var inheritablePageAttributes: PDFDictionary {
        var attributes = PDFDictionary()
        for key: PDFName in ["Resources", "MediaBox", "CropBox", "Rotate"] { attributes[key] = self[key] }
        return attributes
    }
}
