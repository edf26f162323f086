import CQPDF

extension DocumentReader {
    /// The newest trailer, with all its entries.
    package func trailer() throws(PDFFault) -> PDFDictionary {
        var text = cqpdf_bytes()
        let status = cqpdf_trailer(handle, &text)
        guard status == CQPDF_OK else { throw fault(status) }
        guard let trailer = try parse(text).dictionary else { throw damage("the trailer is not a dictionary") }
        return trailer
    }

    /// What the number stands for; null if nothing. Damage is thrown, as from the initializer.
    package func indirectObject(_ reference: PDFReference) throws(PDFFault) -> IndirectObject {
        guard let number = CInt(exactly: reference.number), let generation = CInt(exactly: reference.generation) else {
            return .object(.null)
        }
        var text = cqpdf_bytes()
        var isStream: CInt = 0
        let status = cqpdf_object(handle, number, generation, &isStream, &text)
        guard status == CQPDF_OK else { throw fault(status) }
        let object = try parse(text)
        guard isStream != 0 else { return .object(object) }
        return .stream(object.dictionary ?? [:])
    }

    /// The value, or the dictionary of a stream.
    package func object(_ reference: PDFReference) throws(PDFFault) -> PDFObject {
        switch try indirectObject(reference) {
        case .object(let object): object
        case .stream(let dictionary): .dictionary(dictionary)
        }
    }

    /// The value itself if this is a reference. Null where references only lead to each other.
    package func resolve(_ object: PDFObject?) throws(PDFFault) -> PDFObject {
        var object = object ?? .null
        for _ in 0..<8 {
            guard case .reference(let reference) = object else { return object }
            object = try self.object(reference)
        }
        return .null
    }

    /// All object numbers in use, ascending.
    package func references() throws(PDFFault) -> [PDFReference] {
        try entries().map { PDFReference(Int($0.number), Int($0.generation)) }
    }

    /// These and all objects that they lead to, each once, in the order they are met.
    package func reachable(from roots: [PDFReference]) throws(PDFFault) -> [PDFReference] {
        var found: [PDFReference] = []
        var known: Set<PDFReference> = []
        for root in roots where known.insert(root).inserted { found.append(root) }
        var next = 0
        while next < found.count {
            let object = try object(found[next])
            next += 1
            for reference in object.references where known.insert(reference).inserted { found.append(reference) }
        }
        return found
    }

    /// Valid until the next call.
    func entries() throws(PDFFault) -> UnsafeBufferPointer<cqpdf_entry> {
        var start: UnsafePointer<cqpdf_entry>?
        var count = 0
        let status = cqpdf_entries(handle, &start, &count)
        guard status == CQPDF_OK else { throw fault(status) }
        return UnsafeBufferPointer(start: start, count: count)
    }

    private func parse(_ text: cqpdf_bytes) throws(PDFFault) -> PDFObject {
        var parser = ObjectParser(UnsafeBufferPointer(start: text.bytes, count: text.count))
        do {
            return try parser.parse()
        } catch {
            throw damage(error.description)
        }
    }
}
