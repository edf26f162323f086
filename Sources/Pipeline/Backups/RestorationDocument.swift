/// What `restore` did, as `--json` prints it.
package struct RestorationDocument: Codable, Sendable {
    package struct Skipped: Codable, Sendable {
        package let books: [String]
        package let first: Int
        package let last: Int
    }

    package let pipeline: String
    /// When the backup was made.
    package let at: String
    package let events: Int64
    /// Where the state is that was there before; absolute. Null where there was none.
    @Nullable package var before: String?
    /// What is known of the time after the backup, in Vietnamese.
    package let gap: [String]
    /// Numbers that nobody gets any more.
    package let skipped: [Skipped]
    /// Keys, passphrases and PINs that must be put in their places by hand.
    package let leftOut: [String]
}
