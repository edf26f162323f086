/// A dictionary object (ISO 32000-1, 7.3.7). Keeps the order its keys were set in; a key set to nil is gone.
package struct PDFDictionary: Sendable {
    package private(set) var keys: [PDFName] = []
    private var values: [PDFName: PDFObject] = [:]

    package init() {}

    package var isEmpty: Bool { keys.isEmpty }
    package var count: Int { keys.count }

    package subscript(key: PDFName) -> PDFObject? {
        get { values[key] }
        set {
            if let newValue {
                if values.updateValue(newValue, forKey: key) == nil { keys.append(key) }
            } else if values.removeValue(forKey: key) != nil {
                keys.removeAll { $0 == key }
            }
        }
    }

    /// The same keys in the same order with other values.
    package func mapValues<Failure>(_ transform: (PDFObject) throws(Failure) -> PDFObject) throws(Failure) -> Self {
        var result = self
        for key in keys {
            if let value = values[key] { result.values[key] = try transform(value) }
        }
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
        left.values == right.values
    }
}

extension PDFDictionary: Sequence {
    package func makeIterator() -> AnyIterator<(key: PDFName, value: PDFObject)> {
        var rest = keys.makeIterator()
        return AnyIterator {
            guard let key = rest.next(), let value = values[key] else { return nil }
            return (key, value)
        }
    }
}

extension PDFDictionary: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (PDFName, PDFObject)...) {
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
