import Spool

/// The name of an anchor's files without their endings: `000000001234-0007`, the events and the ordinal.
///
/// The ordinal tells two anchors of one count apart: a restored ledger may reach the same count with other events.
struct AnchorName: Hashable, Sendable {
    let events: Int64
    let ordinal: Int

    init(events: Int64, ordinal: Int) {
        self.events = events
        self.ordinal = ordinal
    }

    /// - Returns: `nil` for what is not the name of a statement.
    init?(statement name: FileName) {
        let text = name.display
        guard text.hasSuffix(".json") else { return nil }
        let parts = text.dropLast(".json".count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let events = Int64(parts[0]), let ordinal = Int(parts[1]), ordinal > 0, events >= 0,
            AnchorName(events: events, ordinal: ordinal).statement == name
        else { return nil }
        self.init(events: events, ordinal: ordinal)
    }

    /// What is signed; the anchor is complete when it is there.
    var statement: FileName { file(".json") }
    /// The seal's signature over the statement, DER.
    var signature: FileName { file(".p7s") }
    /// The timestamp token over the signature, DER; where the office has a server for it.
    var timestamp: FileName { file(".tst") }

    private func file(_ ending: String) -> FileName {
        let text = Self.digits(String(events), 12) + "-" + Self.digits(String(ordinal), 4) + ending
        guard let name = FileName(text) else { preconditionFailure("digits make a file name") }
        return name
    }

    private static func digits(_ text: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
