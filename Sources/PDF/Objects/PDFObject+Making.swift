extension PDFObject {
    /// A text string: PDFDocEncoding where it is the same as ASCII, else UTF-16BE with a byte order mark
    /// (ISO 32000-1, 7.9.2.2).
    package static func text(_ text: String) -> PDFObject {
        let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        if isPlain { return .string(Array(text.utf8)) }
        var bytes: [UInt8] = [0xFE, 0xFF]
        for unit in text.utf16 {
            bytes.append(UInt8(unit >> 8))
            bytes.append(UInt8(unit & 0xFF))
        }
        return .hexString(bytes)
    }

    /// A date: `D:20261123093000+07'00'` (ISO 32000-1, 7.9.4).
    ///
    /// - Parameters:
    ///   - unixTime: seconds since 1970 in UTC.
    ///   - utcOffset: seconds east of Greenwich of the clock on the wall.
    package static func date(unixTime: Int, utcOffset: Int) -> PDFObject {
        let civil = CivilTime(secondsSince1970: unixTime + utcOffset)
        let zone = utcOffset.magnitude / 60
        let text =
            "D:" + padded(civil.year, 4) + padded(civil.month) + padded(civil.day) + padded(civil.hour)
            + padded(civil.minute) + padded(civil.second) + (utcOffset < 0 ? "-" : "+")
            + padded(Int(zone) / 60) + "'" + padded(Int(zone) % 60) + "'"
        return .string(Array(text.utf8))
    }

    /// A number with at most five decimals, see ``FixedNumber``.
    package static func number(_ value: Double) -> PDFObject {
        let number = FixedNumber(value)
        guard number.decimals > 0 else { return .integer(number.isNegative ? -Int(number.whole) : Int(number.whole)) }
        var writer = ObjectWriter()
        writer.append(number)
        return .real(String(decoding: writer.bytes, as: UTF8.self))
    }

    /// A rectangle: left, bottom, right, top in the units of the page (ISO 32000-1, 7.9.5).
    package static func rect(_ corners: [Double]) -> PDFObject {
        .array(corners.map(number))
    }

    private static func padded(_ value: Int, _ width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// The proleptic Gregorian calendar and the clock, without time zones or leap seconds.
private struct CivilTime {
    var year, month, day, hour, minute, second: Int

    init(secondsSince1970 seconds: Int) {
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let time = seconds - days * 86_400
        (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60)
        // Years are counted from 1 March, so that the leap day is the last of its year; eras are 400 years.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}
