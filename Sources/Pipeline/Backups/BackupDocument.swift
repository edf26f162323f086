/// A backup as `--json` prints it and the control socket carries it.
package struct BackupDocument: Codable, Sendable {
    /// Absolute.
    package let path: String
    package let pipeline: String
    package let at: String
    package let events: Int64
    /// SHA-256 of the ledger's last event.
    package let head: String
    package let dossiers: Int
    package let files: Int
    package let bytes: Int
    /// Keys, passphrases and PINs, which must be kept elsewhere.
    package let leftOut: [String]
}
