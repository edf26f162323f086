extension Revision {
    /// Adds a page after the last one.
    ///
    /// - Parameter page: without /Parent, with /MediaBox. What it does not say is said for it, so that it inherits
    ///   nothing from the tree: no resources, no rotation, a crop box equal to its media box.
    package mutating func appendPage(_ page: PDFDictionary) throws(PDFFault) -> PDFReference {
        let reference = reserve()
        try appendPage(page, as: reference)
        return reference
    }

    /// Under a number reserved before, for annotations that name their page.
    package mutating func appendPage(_ page: PDFDictionary, as reference: PDFReference) throws(PDFFault) {
        guard let mediaBox = page["MediaBox"] else { throw .software(reason: "a new page needs a media box") }
        if pageTree.value.rootIsPage { plantPageTree() }
        var page = page
        page["Type"] = .name("Page")
        page["Parent"] = .reference(pageTree.value.root)
        page["CropBox"] = page["CropBox"] ?? mediaBox
        page["Rotate"] = page["Rotate"] ?? .integer(0)
        page["Resources"] = page["Resources"] ?? .dictionary([:])
        write(.dictionary(page), as: reference)
        pageTree.value.kids.append(.reference(reference))
        pageTree.value.pageCount += 1
    }

    /// Puts a root above the only page of a document whose root is a page.
    private mutating func plantPageTree() {
        let root = reserve()
        let onlyPage = pageTree.value.root
        var page = pageTree.value.node
        page["Parent"] = .reference(root)
        write(.dictionary(page), as: onlyPage)
        catalog.value["Pages"] = .reference(root)
        pageTree.value.root = root
        pageTree.value.node = ["Type": .name("Pages")]
        pageTree.value.rootIsPage = false
        pageTree.value.kidsReference = nil
        pageTree.value.kids = [.reference(onlyPage)]
    }

    /// Writes the root, and the array of its kids where that is an object of its own.
    mutating func writePageTree() {
        guard pageTree.isChanged else { return }
        let tree = pageTree.value
        var node = tree.node
        if let kids = tree.kidsReference {
            write(.array(tree.kids), as: kids)
        } else {
            node["Kids"] = .array(tree.kids)
        }
        node["Count"] = .integer(tree.pageCount)
        write(.dictionary(node), as: tree.root)
    }
}
