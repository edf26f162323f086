/// All that a standing attestation depends on, as octets: hashed and compared as they are, where texts would be letter
/// by letter.
struct AttestationLook: Hashable {
    private var octets: [UInt8] = []

    /// Stands in no UTF-8.
    private static let end: UInt8 = 0xFF

    mutating func add(_ text: String) {
        octets.append(contentsOf: text.utf8)
        octets.append(Self.end)
    }

    mutating func add(_ number: Double) {
        withUnsafeBytes(of: number.bitPattern) { octets.append(contentsOf: $0) }
    }

    mutating func add(_ count: Int) {
        withUnsafeBytes(of: count) { octets.append(contentsOf: $0) }
    }

    /// A text that has other digits the next time.
    mutating func add(withoutDigits text: String) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        for octet in text.utf8 { octets.append(digits.contains(octet) ? digits.lowerBound : octet) }
        octets.append(Self.end)
    }

    /// Of a wording, as it is printed.
    mutating func add(piece text: String) {
        add("text")
        add(text)
    }
}
