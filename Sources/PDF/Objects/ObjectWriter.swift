/// Writes values in PDF syntax (ISO 32000-1, 7.3): ASCII only, one line per value, the same bytes for the same value.
package struct ObjectWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// The slots written, with their places in `bytes`.
    package private(set) var slots: [(slot: Slot, range: Range<Int>)] = []

    package init() {}

    /// - Parameter capacity: octets that will be written, as far as that is known.
    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Bytes that stand between values.
    package mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    package mutating func append(_ number: Int) {
        if number < 0 { append("-") }
        append(digits: number.magnitude)
    }

    private mutating func append(digits number: UInt) {
        if number >= 10 { append(digits: number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// A number that is not negative, with zeros before it.
    ///
    /// - Returns: whether the width was enough; else only the last digits stand there.
    mutating func append(_ number: Int, width: Int) -> Bool {
        for _ in 0..<width { bytes.append(UInt8(ascii: "0")) }
        var rest = number
        for place in (bytes.count - width..<bytes.count).reversed() where rest > 0 {
            bytes[place] += UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        return rest == 0
    }

    package mutating func append(_ number: Double) {
        append(FixedNumber(number))
    }

    mutating func append(_ number: FixedNumber) {
        if number.isNegative { append("-") }
        append(digits: number.whole)
        guard number.decimals > 0 else { return }
        append(".")
        var (rest, weight) = (number.decimals, FixedNumber.unit / 10)
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / weight))
            (rest, weight) = (rest % weight, weight / 10)
        }
    }

    /// Numbers of a content stream, each with a space behind it.
    package mutating func append(operands numbers: [Double]) {
        for number in numbers {
            append(number)
            append(" ")
        }
    }

    package mutating func append(data: [UInt8]) {
        bytes.append(contentsOf: data)
    }

    mutating func append(data: ArraySlice<UInt8>) {
        bytes.append(contentsOf: data)
    }

    mutating func append(_ reference: PDFReference) {
        append(reference.number)
        append(" ")
        append(reference.generation)
        append(" R")
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
        case .reference(let reference): append(reference)
        case .slot(let slot):
            slots.append((slot, bytes.count..<bytes.count + slot.byteCount))
            // An array is copied as a whole, other collections octet by octet.
            bytes.append(contentsOf: [UInt8](repeating: 0x20, count: slot.byteCount))
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
