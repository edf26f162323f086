/// The payload of one kind of value, nil for the others. None of them follows references.
extension PDFObject {
    package var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    package var integer: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// An integer or a real. Nil also for reals that are not numbers, as damaged files have them.
    package var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    /// The bytes of a string, however it was written.
    package var bytes: [UInt8]? {
        switch self {
        case .string(let bytes), .hexString(let bytes): bytes
        default: nil
        }
    }

    package var name: PDFName? {
        if case .name(let value) = self { value } else { nil }
    }

    package var array: [PDFObject]? {
        if case .array(let value) = self { value } else { nil }
    }

    package var dictionary: PDFDictionary? {
        if case .dictionary(let value) = self { value } else { nil }
    }

    package var reference: PDFReference? {
        if case .reference(let value) = self { value } else { nil }
    }
}
