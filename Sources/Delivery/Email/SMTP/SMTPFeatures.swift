/// What a mail server offers in its answer to EHLO (RFC 5321, 4.1.1.1).
package struct SMTPFeatures: Hashable, Sendable {
    /// The largest message it takes, in octets (RFC 1870); `nil` when it does not say or has no limit.
    package private(set) var largestMessage: Int?
    /// RFC 1870.
    package private(set) var hasSize = false
    /// RFC 6152.
    package private(set) var takesEightBits = false
    /// RFC 6531.
    package private(set) var takesUTF8 = false
    /// RFC 3461.
    package private(set) var sendsReports = false

    /// - Parameter lines: everything the server said since the connection was made or became encrypted.
    init(lines: [String]) {
        // What was offered before STARTTLS does not count (RFC 3207, 4.2): each 220 begins anew.
        let begin = lines.lastIndex { $0.hasPrefix("220") }.map { $0 + 1 } ?? 0
        for line in lines[begin...] where line.hasPrefix("250") {
            let words = line.dropFirst(4).split(separator: " ")
            switch words.first?.uppercased() {
            case "SIZE":
                hasSize = true
                largestMessage = words.dropFirst().first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
            case "8BITMIME": takesEightBits = true
            case "SMTPUTF8": takesUTF8 = true
            case "DSN": sendsReports = true
            default: break
            }
        }
    }
}
