import Faults
import Ledger

/// What the audit found: nothing, or each thing that cannot be.
package struct AuditDocument: Codable, Sendable {
    package struct Finding: Codable, Sendable {
        package let code: String
        /// Vietnamese.
        package let message: String
        package let messageEnglish: String

        init(code: String, message: Wording) {
            self.code = code
            self.message = message.vietnamese
            messageEnglish = message.english
        }
    }

    /// What lies outside of the ledger and confirms it.
    package struct Anchors: Codable, Sendable {
        package let folder: String
        package let count: Int
        /// How many events the newest confirms.
        @Nullable package var events: Int64?
        @Nullable package var at: String?
    }

    /// A backup that took the place of a later state.
    package struct Restoration: Codable, Sendable {
        package let at: String
        package let actor: String
        /// How many events the backup had.
        package let events: Int64
        package let reason: String
    }

    /// How many findings are kept: a ledger that was rewritten as a whole has one for each row.
    static let limit = 1000

    package let events: Int
    /// SHA-256 of the last event: what anchors keep outside of the office.
    @Nullable package var head: String?
    package let dossiers: Int
    /// Dossiers whose step a crash or a person's gesture left unfinished: the next start finishes it.
    package let unfinished: [String]
    package let anchors: Anchors
    package let restorations: [Restoration]
    /// At most a thousand; ``found`` counts them all.
    package let findings: [Finding]
    package let found: Int
}
