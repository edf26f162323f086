import Faults

/// How sizes and durations are written in a configuration file.
enum ScalarSyntax {
    static let size = Wording(vi: "một dung lượng như 30MiB, 500KiB", en: "a size such as 30MiB, 500KiB")
    static let duration = Wording(vi: "một khoảng thời gian như 2s, 500ms, 1m, 5d", en: "a duration such as 2s, 1m, 5d")

    static let truth = Wording(vi: "true hoặc false", en: "true or false")

    static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }

    /// Octets from `30MiB`, `500 KiB`, `1GiB`, `25MB` or a plain number.
    static func bytes(_ text: String) -> Int? {
        let units = [
            ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30),
            ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("B", 1), ("", 1),
        ]
        return scaled(text, units: units)
    }

    /// From `2s`, `500ms`, `1m`, `1h`, `5d`.
    static func duration(_ text: String) -> Duration? {
        let units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)]
        return scaled(text, units: units).map { .milliseconds($0) }
    }

    private static func scaled(_ text: String, units: [(suffix: String, factor: Int)]) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let suffix = text.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Int(digits), let unit = units.first(where: { $0.suffix == suffix }) else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit.factor)
        return overflow || product <= 0 ? nil : product
    }
}
