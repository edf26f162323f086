/// The logical structure of a tagged file (ISO 32000-1, 14.7.2), as far as it grows with what is added.
package struct StructureTree: Codable, Equatable, Sendable {
    package var reference: PDFReference
    package var dictionary: PDFDictionary
    /// The elements at the top.
    package var kids: [PDFObject]
    package var parentTree: ParentTree

    /// The number tree that leads from content to its element (ISO 32000-1, 14.7.4.4).
    package struct ParentTree: Codable, Equatable, Sendable {
        /// Where it is if it is an object of its own.
        package var reference: PDFReference?
        package var dictionary: PDFDictionary
        /// Its root's /Kids where it has some, else its /Nums.
        package var entries: [PDFObject]
        package var hasKids: Bool
        /// Greater than every key in use.
        package var nextKey: Int
    }
}

extension DocumentReader {
    /// Nil for what is not tagged, or so that it cannot grow.
    func structureTree(_ catalog: PDFDictionary) throws(PDFFault) -> StructureTree? {
        guard let reference = catalog["StructTreeRoot"]?.reference, let root = try object(reference).dictionary,
            let parents = try resolve(root["ParentTree"]).dictionary, let greatest = try greatestKey(in: parents)
        else { return nil }
        let kids = try resolve(root["K"])
        let branches = try resolve(parents["Kids"]).array
        let numbers = try resolve(parents["Nums"]).array
        return StructureTree(
            reference: reference,
            dictionary: root,
            kids: kids.array ?? root["K"].map { [$0] } ?? [],
            parentTree: StructureTree.ParentTree(
                reference: root["ParentTree"]?.reference,
                dictionary: parents,
                entries: branches ?? numbers ?? [],
                hasKids: branches != nil,
                nextKey: max(try resolve(root["ParentTreeNextKey"]).integer ?? 0, greatest + 1)
            )
        )
    }

    /// -1 in an empty tree; nil where a key is beyond all measure.
    private func greatestKey(in root: PDFDictionary) throws(PDFFault) -> Int? {
        var greatest = -1
        var met: Set<PDFReference> = []
        var pending = [root]
        while let node = pending.popLast() {
            let numbers = try resolve(node["Nums"]).array ?? []
            for index in stride(from: 0, to: numbers.count, by: 2) {
                greatest = max(greatest, try resolve(numbers[index]).integer ?? -1)
            }
            for kid in try resolve(node["Kids"]).array ?? [] {
                // A node met twice is a loop.
                if let reference = kid.reference, !met.insert(reference).inserted { continue }
                guard let kid = try resolve(kid).dictionary else { continue }
                if let limits = try resolve(kid["Limits"]).array, limits.count == 2,
                    let last = try resolve(limits[1]).integer
                {
                    greatest = max(greatest, last)
                } else {
                    pending.append(kid)
                }
            }
        }
        return greatest < Int(Int32.max) - 1_000_000 ? greatest : nil
    }
}
