extension Revision {
    /// The bytes to append. Blocking for as long as it takes to copy the revision's own data.
    package consuming func serialized() throws(PDFFault) -> SerializedRevision {
        writePageTree()
        writeForm()
        if catalog.isChanged { write(.dictionary(catalog.value), as: structure.catalogReference) }

        var trailer = structure.trailer
        // Some files write it into the trailer, against the rules (ISO 32000-1, Table 15), and strict readers stop there.
        if let information = trailer["Info"], information.dictionary != nil {
            trailer["Info"] = .reference(add(information))
        }
        if let inventory = structure.inventory { fill(inventory) }
        let start = structure.fileLength
        var writer = ObjectWriter(capacity: objects.values.reduce(0) { $0 + $1.expectedOctets })
        if !structure.endsWithNewline { writer.append("\n") }
        var entries = structure.inventory?.entries ?? [:]
        for (reference, object) in objects.sorted(by: { $0.key < $1.key }) {
            entries[reference.number] = .offset(start + writer.bytes.count, generation: reference.generation)
            writer.write(object, as: reference)
        }
        let section = start + writer.bytes.count
        trailer["ID"] = Self.identifier(of: writer.bytes, extending: structure.trailer["ID"])
        if structure.inventory == nil { trailer["Prev"] = .integer(structure.lastCrossReferenceOffset) }
        switch structure.inventory?.crossReferenceKind ?? structure.crossReferenceKind {
        case .table:
            trailer["Size"] = .integer(nextObjectNumber)
            try CrossReferenceTable(entries).write(trailer: trailer, to: &writer)
        case .stream:
            let reference = reserve()
            entries[reference.number] = .offset(section, generation: 0)
            trailer["Size"] = .integer(nextObjectNumber)
            try CrossReferenceStream(entries).write(trailer: trailer, as: reference, to: &writer)
        }
        writer.append("startxref\n")
        writer.append(section)
        writer.append("\n%%EOF\n")

        var slots: [Slot: Range<Int>] = [:]
        for (slot, range) in writer.slots {
            let place = start + range.lowerBound..<start + range.upperBound
            guard slots.updateValue(place, forKey: slot) == nil else {
                throw .software(reason: "slot \(slot.id) is written twice")
            }
        }
        let successor = successor(length: start + writer.bytes.count, section: section, trailer: trailer)
        return SerializedRevision(bytes: writer.bytes, offset: start, slots: slots, successor: successor)
    }

    /// Objects that the section would otherwise not have, unless this revision has them.
    private mutating func fill(_ inventory: ObjectInventory) {
        for reference in inventory.missing where objects[reference] == nil { write(.null, as: reference) }
        for unpacked in inventory.unpacked where objects[PDFReference(unpacked.number)] == nil {
            write(unpacked.object, as: PDFReference(unpacked.number))
        }
    }

    /// The first half stays what it is, the second tells this revision from others (ISO 32000-1, 14.4): a checksum
    /// of the previous identifier and of what is new, so that the same revision has the same identifier.
    private static func identifier(of bytes: [UInt8], extending previous: PDFObject?) -> PDFObject {
        let halves = previous?.array?.compactMap(\.bytes) ?? []
        let new = Checksum.of(Array(halves.joined()), bytes)
        return .array([.hexString(halves.first ?? new), .hexString(new)])
    }
}

extension Revision.NewObject {
    /// Enough for nearly all: memory is asked for once.
    fileprivate var expectedOctets: Int {
        switch self {
        case .object: 1024
        case .stream(_, let data): 1024 + data.count
        case .prepared(let object, _): 256 + object.byteCount
        }
    }
}

extension ObjectWriter {
    fileprivate mutating func write(_ object: Revision.NewObject, as reference: PDFReference) {
        begin(reference)
        switch object {
        case .object(let object):
            write(object)
        case .stream(let dictionary, let data):
            write(dictionary, data: data)
        case .prepared(let object, let first):
            object.write(to: &self, first: first)
        }
        append("\nendobj\n")
    }

    mutating func begin(_ reference: PDFReference) {
        append(reference.number)
        append(" ")
        append(reference.generation)
        append(" obj\n")
    }

    mutating func write(_ dictionary: PDFDictionary, data: [UInt8]) {
        write(dictionary)
        append(streamData: data)
    }

    mutating func append(streamData data: [UInt8]) {
        append("\nstream\n")
        append(data: data)
        // A carriage return at the end of the data would be taken for part of the line's end (ISO 19005-2, 6.1.7.1).
        append(data.last == 0x0D ? "\r\nendstream" : "\nendstream")
    }
}
