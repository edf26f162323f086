/// Why something was refused, stopped or annulled: one line in a person's own words, never blank.
package struct Reason: Hashable, Sendable {
    package let text: String

    package static let limit = 500

    /// - Throws: when nothing is said, when it is longer than 500 characters, or has control characters.
    package init(_ entered: some StringProtocol) throws(InvalidEntry) {
        let line = try entered.oneLine(of: .reason, limit: Reason.limit)
        guard !line.isEmpty else { throw InvalidEntry(.reason, .missing) }
        text = line
    }

    /// From a file that a person wrote beside the document: its lines become one, which is cut where it is too long.
    /// - Returns: `nil` when nothing is said.
    package init?(lines: some StringProtocol) {
        let controls: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
        var scalars = String.UnicodeScalarView()
        for scalar in lines.unicodeScalars {
            scalars.append(controls.contains(scalar.properties.generalCategory) ? " " : scalar)
        }
        let line = String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !line.isEmpty else { return nil }
        text = line.count <= Reason.limit ? line : String(line.prefix(Reason.limit - 1)) + "…"
    }
}
