/// `register.anchor`: where the signed statements about the ledger are laid down, outside of it.
package struct AnchorSettings: Sendable, Equatable {
    /// Absolute; the office's own folder in the configured one. Best on another disk or machine than the ledger.
    package let folder: String
    /// Whether each gets a timestamp of the servers in `signature.timestamp`.
    package let isTimestamped: Bool
    /// PEM files, absolute: certificates of seals that signed anchors before the present one did. Nobody else's anchor is
    /// believed.
    package let signers: [String]
}
