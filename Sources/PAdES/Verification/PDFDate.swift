/// A date as PDF writes it (ISO 32000-1, 7.9.4): `D:20261123093000+07'00'`.
enum PDFDate {
    /// The same instant and offset in RFC 3339; without an offset UTC is assumed. Nil for what is not a whole date.
    static func rfc3339(_ text: String) -> String? {
        var digits = Array(text.utf8)[...]
        if digits.starts(with: "D:".utf8) { digits = digits.dropFirst(2) }
        guard let year = take(4, &digits) else { return nil }
        let month = take(2, &digits) ?? "01"
        let day = take(2, &digits) ?? "01"
        let hour = take(2, &digits) ?? "00"
        let minute = take(2, &digits) ?? "00"
        let second = take(2, &digits) ?? "00"
        return "\(year)-\(month)-\(day)T\(hour):\(minute):\(second)\(offset(digits))"
    }

    private static func offset(_ rest: ArraySlice<UInt8>) -> String {
        var rest = rest
        guard let sign = rest.popFirst(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let hours = take(2, &rest)
        else { return "Z" }
        if rest.first == UInt8(ascii: "'") { rest.removeFirst() }
        return (sign == UInt8(ascii: "-") ? "-" : "+") + hours + ":" + (take(2, &rest) ?? "00")
    }

    private static func take(_ count: Int, _ text: inout ArraySlice<UInt8>) -> String? {
        let head = text.prefix(count)
        guard head.count == count, head.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        text = text.dropFirst(count)
        return String(decoding: head, as: UTF8.self)
    }
}
