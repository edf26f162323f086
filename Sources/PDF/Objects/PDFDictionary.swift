/// A dictionary object (ISO 32000-1, 7.3.7). Keeps the order its keys were set in; a key set to nil is gone.
///
/// Nearly all have a handful of entries, which are looked through faster than hashed. Strangers' may have any number:
/// larger ones keep an index beside.
package struct PDFDictionary: Sendable {
    private var entries: [(key: PDFName, value: PDFObject)] = []
    /// Where the keys are among the entries; empty for few.
    private var places: [PDFName: Int] = [:]

    /// As many as are looked through.
    private static let few = 16

    package init() {}

    package var keys: [PDFName] { entries.map(\.key) }
    package var isEmpty: Bool { entries.isEmpty }
    package var count: Int { entries.count }

    package subscript(key: PDFName) -> PDFObject? {
        get { place(of: key).map { entries[$0].value } }
        set {
            switch (place(of: key), newValue) {
            case (let place?, let value?): entries[place].value = value
            case (nil, let value?):
                entries.append((key, value))
                if places.isEmpty { indexIfMany() } else { places[key] = entries.count - 1 }
            case (let place?, nil):
                entries.remove(at: place)
                places = [:]
                indexIfMany()
            case (nil, nil): break
            }
        }
    }

    private func place(of key: PDFName) -> Int? {
        places.isEmpty ? entries.firstIndex { $0.key == key } : places[key]
    }

    private mutating func indexIfMany() {
        guard entries.count > Self.few else { return }
        for (place, entry) in entries.enumerated() { places[entry.key] = place }
    }

    /// The same keys in the same order with other values.
    package func mapValues<Failure>(_ transform: (PDFObject) throws(Failure) -> PDFObject) throws(Failure) -> Self {
        var result = self
        for place in entries.indices { result.entries[place].value = try transform(entries[place].value) }
        return result
    }

    /// Both, with the other's values where both have a key.
    package func merging(_ other: PDFDictionary) -> PDFDictionary {
        var result = self
        for (key, value) in other { result[key] = value }
        return result
    }
}

extension PDFDictionary: Equatable {
    /// Order carries no meaning in a file.
    package static func == (left: PDFDictionary, right: PDFDictionary) -> Bool {
        left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
    }
}

extension PDFDictionary: Sequence {
    package func makeIterator() -> IndexingIterator<[(key: PDFName, value: PDFObject)]> {
        entries.makeIterator()
    }
}

extension PDFDictionary: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (PDFName, PDFObject)...) {
        entries.reserveCapacity(elements.count)
        for (key, value) in elements { self[key] = value }
    }
}

extension PDFDictionary: Codable {
    package init(from decoder: any Decoder) throws {
        self = try PDFObject(from: decoder).expect(\.dictionary, decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try PDFObject.dictionary(self).encode(to: encoder)
    }
}
