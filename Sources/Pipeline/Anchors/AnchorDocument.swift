/// An anchor as `--json` prints it and the control socket carries it.
package struct AnchorDocument: Codable, Sendable {
    package let events: Int64
    /// SHA-256 of the last event.
    package let head: String
    package let at: String
    package let ordinal: Int
    /// The statement's file; its signature lies beside it.
    package let path: String
    /// Whether it was laid down now.
    package let isNew: Bool

    init(_ statement: AnchorStatement, path: String, isNew: Bool) {
        events = statement.events
        head = statement.head.hex
        at = statement.at
        ordinal = statement.ordinal
        self.path = path
        self.isNew = isNew
    }
}
