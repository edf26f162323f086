import FoundationEssentials

extension Date {
    /// To the minute, for people in Viet Nam, whose clock has one offset for all of the country and the year:
    /// `09:30 ngày 23/11/2026`.
    var vietnamese: String {
        // Seven hours east of Greenwich; no summer time.
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 7 * 3600) ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: self)
        func digits(_ number: Int?) -> String { String(String(100 + (number ?? 0)).suffix(2)) }
        let day = "\(digits(parts.day))/\(digits(parts.month))/\(parts.year ?? 0)"
        return "\(digits(parts.hour)):\(digits(parts.minute)) ngày \(day)"
    }
}
