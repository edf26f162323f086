/// Travels as its PDF syntax, which the writer keeps to ASCII. A slot cannot travel: it is a place, not a value.
extension PDFObject: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try PDFObject(parsing: try container.decode(String.self))
        } catch let error as PDFSyntaxError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = ObjectWriter()
        writer.write(self)
        guard writer.slots.isEmpty else {
            throw EncodingError.invalidValue(
                self,
                .init(codingPath: encoder.codingPath, debugDescription: "A slot has no value to encode.")
            )
        }
        var container = encoder.singleValueContainer()
        try container.encode(String(decoding: writer.bytes, as: UTF8.self))
    }

    func expect<Value>(_ kind: (PDFObject) -> Value?, _ decoder: any Decoder) throws -> Value {
        guard let value = kind(self) else {
            throw DecodingError.typeMismatch(
                Value.self,
                .init(codingPath: decoder.codingPath, debugDescription: "A PDF object of another kind.")
            )
        }
        return value
    }
}
