extension Revision {
    /// How a page's contents are marked for the structure of a tagged file.
    enum ContentMark {
        case none
        /// Content 0 of an element of the page's.
        case paragraph
        /// What the structure does not tell of (ISO 32000-1, 14.8.2.2).
        case artifact

        fileprivate var opening: String? {
            switch self {
            case .none: nil
            case .paragraph: "/P << /MCID 0 >> BDC\n"
            case .artifact: "/Artifact BMC\n"
            }
        }

        func around(_ data: [UInt8]) -> [UInt8] {
            opening.map { Array($0.utf8) + data + Array("EMC\n".utf8) } ?? data
        }
    }

    var contentMark: ContentMark {
        if structure.structureTree != nil { return .paragraph }
        return structure.isTagged ? .artifact : .none
    }

    /// Takes new widgets into the structure of a tagged file, and the contents of a new page where there is a text for
    /// them: readers aloud come to them last (ISO 32000-1, 14.7.4.3 and 14.8.4.4; ISO 14289-1, 7.18.4).
    ///
    /// - Parameters:
    ///   - page: new or not; its dictionary is given the entries that lead to its part of the structure.
    ///   - text: what a new page says; nil for a page of the original.
    ///   - widgets: of this revision; they are given entries, too.
    package mutating func tag(
        _ page: inout PDFDictionary,
        _ reference: PDFReference,
        text: @autoclosure () -> String?,
        widgets: [PDFReference]
    ) {
        guard let tree = structure.structureTree else { return }
        page["Tabs"] = page["Tabs"] ?? .name("S")
        let section = reserve()
        var elements: [PDFObject] = []
        var parents: [(key: Int, PDFObject)] = []
        var key = tree.parentTree.nextKey
        func element(_ kind: PDFName, _ more: PDFDictionary) -> PDFObject {
            let common: PDFDictionary = [
                "Type": .name("StructElem"), "S": .name(kind), "P": .reference(section), "Pg": .reference(reference),
            ]
            return .dictionary(common.merging(more))
        }
        if let text = text() {
            let paragraph = add(element("P", ["K": .integer(0), "ActualText": .text(text), "Lang": .text("vi")]))
            elements.append(.reference(paragraph))
            parents.append((key, .array([.reference(paragraph)])))
            page["StructParents"] = .integer(key)
            key += 1
        }
        for widget in widgets {
            guard case .object(let object)? = objects[widget], var dictionary = object.dictionary else { continue }
            let leaf: PDFDictionary = ["Type": .name("OBJR"), "Obj": .reference(widget), "Pg": .reference(reference)]
            let form = add(element("Form", ["K": .dictionary(leaf)]))
            elements.append(.reference(form))
            parents.append((key, .reference(form)))
            dictionary["StructParent"] = .integer(key)
            write(.dictionary(dictionary), as: widget)
            key += 1
        }
        let top: PDFDictionary = [
            "Type": .name("StructElem"), "S": .name("Sect"), "P": .reference(tree.reference), "K": .array(elements),
        ]
        write(.dictionary(top), as: section)
        grow(tree, by: section, parents: parents, nextKey: key)
    }

    private mutating func grow(
        _ tree: StructureTree,
        by section: PDFReference,
        parents: [(key: Int, element: PDFObject)],
        nextKey: Int
    ) {
        let numbers = parents.flatMap { [.integer($0.key), $0.element] }
        var parentTree = tree.parentTree.dictionary
        if tree.parentTree.hasKids {
            let limits = [parents.first?.key ?? 0, parents.last?.key ?? 0].map { PDFObject.integer($0) }
            let leaf = add(.dictionary(["Limits": .array(limits), "Nums": .array(numbers)]))
            parentTree["Kids"] = .array(tree.parentTree.entries + [.reference(leaf)])
        } else {
            parentTree["Nums"] = .array(tree.parentTree.entries + numbers)
        }
        var root = tree.dictionary
        root["K"] = .array(tree.kids + [.reference(section)])
        root["ParentTreeNextKey"] = .integer(nextKey)
        if let reference = tree.parentTree.reference {
            write(.dictionary(parentTree), as: reference)
        } else {
            root["ParentTree"] = .dictionary(parentTree)
        }
        write(.dictionary(root), as: tree.reference)
    }
}
