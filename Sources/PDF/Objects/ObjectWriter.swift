/// Writes values in PDF syntax (ISO 32000-1, 7.3): ASCII only, one line per value, the same bytes for the same value.
package struct ObjectWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// The slots written, with their places in `bytes`.
    package private(set) var slots: [(slot: Slot, range: Range<Int>)] = []

    package init() {}

    /// Bytes that stand between values.
    package mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    package mutating func append(_ number: Int) {
        bytes.append(contentsOf: String(number).utf8)
    }

    package mutating func append(data: [UInt8]) {
        bytes.append(contentsOf: data)
    }

    package mutating func write(_ object: PDFObject) {
        switch object {
        case .null: append("null")
        case .boolean(let value): append(value ? "true" : "false")
        case .integer(let value): append(value)
        case .real(let text): bytes.append(contentsOf: text.utf8)
        case .string(let value): writeLiteral(value)
        case .hexString(let value): writeHex(value)
        case .name(let name): write(name)
        case .array(let elements):
            append("[")
            for element in elements {
                append(" ")
                write(element)
            }
            append(" ]")
        case .dictionary(let dictionary): write(dictionary)
        case .reference(let reference): bytes.append(contentsOf: reference.description.utf8)
        case .slot(let slot):
            slots.append((slot, bytes.count..<bytes.count + slot.byteCount))
            bytes.append(contentsOf: repeatElement(0x20, count: slot.byteCount))
        }
    }

    package mutating func write(_ dictionary: PDFDictionary) {
        append("<<")
        for (key, value) in dictionary {
            append(" ")
            write(key)
            append(" ")
            write(value)
        }
        append(" >>")
    }

    private mutating func write(_ name: PDFName) {
        append("/")
        bytes.append(contentsOf: name.spelling.utf8)
    }

    private mutating func writeHex(_ value: [UInt8]) {
        append("<")
        bytes.reserveCapacity(bytes.count + 2 * value.count)
        for byte in value {
            bytes.append(Syntax.hexDigit(byte >> 4))
            bytes.append(Syntax.hexDigit(byte & 15))
        }
        append(">")
    }

    private mutating func writeLiteral(_ value: [UInt8]) {
        append("(")
        for byte in value {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
                append("\\")
                bytes.append(byte)
            case 0x20..<0x7F:
                bytes.append(byte)
            default:
                append("\\")
                bytes.append(UInt8(ascii: "0") + byte >> 6)
                bytes.append(UInt8(ascii: "0") + byte >> 3 & 7)
                bytes.append(UInt8(ascii: "0") + byte & 7)
            }
        }
        append(")")
    }
}
