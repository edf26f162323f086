/// A register book as `--json` prints it.
package struct BookDocument: Codable, Sendable {
    /// What `stamp --book` also takes.
    package let id: String
    package let name: String
    /// The number it begins with: `1/ĐT`.
    package let first: String
    /// The last number given; null while unused.
    @Nullable package var current: String?
    /// `YYYY-MM-DD`.
    package let opens: String
    package let closes: String
    @Nullable package var closedAt: String?
}
