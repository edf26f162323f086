/// Reads one value written in PDF syntax (ISO 32000-1, 7.3).
///
/// Called with what qpdf prints of an object, and with the syntax that our own values travel in. Trusts nothing:
/// whatever the bytes are, it returns a value or throws, and nesting is bounded. Content streams and whole files are
/// not its business.
struct ObjectParser {
    /// Deeper nesting is an attack on the stack; files have a dozen levels at most.
    private static let depthLimit = 200

    private let input: UnsafeBufferPointer<UInt8>
    var position = 0

    /// The bytes must outlive the parser.
    init(_ input: UnsafeBufferPointer<UInt8>) {
        self.input = input
    }

    /// The only value in the input.
    mutating func parse() throws(PDFSyntaxError) -> PDFObject {
        let object = try value(depth: 0)
        skipWhitespace()
        guard position == input.count else { throw failure("more than one value") }
        return object
    }

    mutating func value(depth: Int) throws(PDFSyntaxError) -> PDFObject {
        guard depth < Self.depthLimit else { throw failure("nested too deeply") }
        skipWhitespace()
        guard let first = peek() else { throw failure("a value is missing") }
        switch first {
        case UInt8(ascii: "/"):
            position += 1
            return .name(name())
        case UInt8(ascii: "("):
            return .string(try literalString())
        case UInt8(ascii: "<"):
            return peek(1) == UInt8(ascii: "<") ? try dictionary(depth: depth) : .hexString(try hexString())
        case UInt8(ascii: "["):
            return try array(depth: depth)
        default:
            return try word()
        }
    }

    private mutating func array(depth: Int) throws(PDFSyntaxError) -> PDFObject {
        position += 1
        var elements: [PDFObject] = []
        while true {
            skipWhitespace()
            if peek() == UInt8(ascii: "]") {
                position += 1
                return .array(elements)
            }
            elements.append(try value(depth: depth + 1))
        }
    }

    private mutating func dictionary(depth: Int) throws(PDFSyntaxError) -> PDFObject {
        position += 2
        var dictionary = PDFDictionary()
        while true {
            skipWhitespace()
            switch peek() {
            case UInt8(ascii: ">") where peek(1) == UInt8(ascii: ">"):
                position += 2
                return .dictionary(dictionary)
            case UInt8(ascii: "/"):
                position += 1
                let key = name()
                // Null is kept, though an entry with it is the same as none (7.3.7): a trailer ends with it what an earlier
                // one says.
                dictionary[key] = try value(depth: depth + 1)
            default:
                throw failure("a key is not a name")
            }
        }
    }

    private mutating func word() throws(PDFSyntaxError) -> PDFObject {
        let start = position
        while let byte = peek(), !Syntax.isWhitespace(byte), !Syntax.isDelimiter(byte) { position += 1 }
        let token = String(decoding: input[start..<position], as: UTF8.self)
        switch token {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        default: break
        }
        guard token.utf8.contains(where: Syntax.isDigit),
            token.utf8.allSatisfy({ Syntax.isDigit($0) || "+-.".utf8.contains($0) })
        else {
            position = start
            throw failure("an unknown word")
        }
        // An integer too large for us is kept as written.
        guard !token.utf8.contains(UInt8(ascii: ".")), let integer = Int(token) else { return .real(token) }
        return reference(number: integer) ?? .integer(integer)
    }

    /// What follows an integer may make it a reference.
    private mutating func reference(number: Int) -> PDFObject? {
        let start = position
        skipWhitespace()
        var generation = 0
        var digits = 0
        while let byte = peek(), Syntax.isDigit(byte), digits < 6 {
            generation = generation * 10 + Int(byte - UInt8(ascii: "0"))
            digits += 1
            position += 1
        }
        let beforeKeyword = position
        skipWhitespace()
        if number >= 0, digits > 0, position > beforeKeyword, peek() == UInt8(ascii: "R") {
            let isWhole = peek(1).map { Syntax.isWhitespace($0) || Syntax.isDelimiter($0) } ?? true
            if isWhole {
                position += 1
                return .reference(PDFReference(number, generation))
            }
        }
        position = start
        return nil
    }

    private mutating func name() -> PDFName {
        let start = position
        while let byte = peek(), !Syntax.isWhitespace(byte), !Syntax.isDelimiter(byte), byte != UInt8(ascii: "#") {
            position += 1
        }
        let plain = input[start..<position]
        guard peek() == UInt8(ascii: "#") else { return PDFName(plain) }
        var bytes = Array(plain)
        while let byte = peek(), !Syntax.isWhitespace(byte), !Syntax.isDelimiter(byte) {
            position += 1
            if byte == UInt8(ascii: "#"), let high = peek().flatMap(Syntax.hexValue),
                let low = peek(1).flatMap(Syntax.hexValue)
            {
                bytes.append(high << 4 | low)
                position += 2
            } else {
                bytes.append(byte)
            }
        }
        return PDFName(bytes)
    }
}

// MARK: - Strings

extension ObjectParser {
    private mutating func hexString() throws(PDFSyntaxError) -> [UInt8] {
        position += 1
        var bytes: [UInt8] = []
        var half: UInt8?
        while let byte = next() {
            if byte == UInt8(ascii: ">") {
                // A missing last digit is zero (7.3.4.3).
                if let half { bytes.append(half << 4) }
                return bytes
            }
            guard let digit = Syntax.hexValue(byte) else {
                guard Syntax.isWhitespace(byte) else { throw failure("not a hexadecimal digit") }
                continue
            }
            if let high = half {
                bytes.append(high << 4 | digit)
                half = nil
            } else {
                half = digit
            }
        }
        throw failure("a string has no end")
    }

    private mutating func literalString() throws(PDFSyntaxError) -> [UInt8] {
        position += 1
        var bytes: [UInt8] = []
        var open = 1
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "("):
                open += 1
                bytes.append(byte)
            case UInt8(ascii: ")"):
                open -= 1
                if open == 0 { return bytes }
                bytes.append(byte)
            case UInt8(ascii: "\\"):
                if let escaped = try escape() { bytes.append(escaped) }
            case 0x0D:
                if peek() == 0x0A { position += 1 }
                bytes.append(0x0A)
            default:
                bytes.append(byte)
            }
        }
        throw failure("a string has no end")
    }

    /// What a backslash and the following characters stand for (7.3.4.2, Table 3); nil for a continued line.
    private mutating func escape() throws(PDFSyntaxError) -> UInt8? {
        guard let byte = next() else { throw failure("a string has no end") }
        switch byte {
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case 0x0A: return nil
        case 0x0D:
            if peek() == 0x0A { position += 1 }
            return nil
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = Int(byte - UInt8(ascii: "0"))
            for _ in 0..<2 {
                guard let digit = peek(), (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { break }
                value = value * 8 + Int(digit - UInt8(ascii: "0"))
                position += 1
            }
            return UInt8(truncatingIfNeeded: value)
        default: return byte
        }
    }
}

// MARK: - Characters

extension ObjectParser {
    func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < input.count ? input[position + ahead] : nil
    }

    private mutating func next() -> UInt8? {
        guard let byte = peek() else { return nil }
        position += 1
        return byte
    }

    mutating func skipWhitespace() {
        while let byte = peek() {
            if byte == UInt8(ascii: "%") {
                while let byte = peek(), byte != 0x0A, byte != 0x0D { position += 1 }
            } else if Syntax.isWhitespace(byte) {
                position += 1
            } else {
                return
            }
        }
    }

    private func failure(_ problem: String) -> PDFSyntaxError {
        PDFSyntaxError(problem: problem, offset: position)
    }
}
