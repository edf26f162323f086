/// A Vietnamese mobile number, kept as `0942077843`.
package struct PhoneNumber: Hashable, Sendable {
    package let text: String

    /// Reads `0` or `+84`, then 3, 5, 7, 8 or 9 and eight digits; blanks, dots and hyphens between them are skipped.
    package init(_ entered: some StringProtocol) throws(InvalidEntry) {
        var digits = String(entered.filter { !" .-".contains($0) })
        guard !digits.isEmpty else { throw InvalidEntry(.phone, .missing) }
        if digits.hasPrefix("+84") { digits = "0" + digits.dropFirst(3) }
        let values = Array(digits.utf8)
        guard values.count == 10, values.allSatisfy({ (0x30...0x39).contains($0) }), values[0] == UInt8(ascii: "0"),
            "35789".utf8.contains(values[1])
        else { throw InvalidEntry(.phone, .phone) }
        text = digits
    }
}

extension PhoneNumber: CustomStringConvertible {
    package var description: String { text }
}
