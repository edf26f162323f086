/// A dossier as `--json` prints it and the control socket carries it. Names and meanings are the public contract's.
package struct DossierDocument: Codable, Sendable {
    package struct Applicant: Codable, Sendable {
        /// `citizen`, `business` or `email`.
        package let kind: String
        @Nullable package var identity: String?
        @Nullable package var name: String?
        @Nullable package var email: String?
        @Nullable package var phone: String?
    }

    package struct Event: Codable, Sendable {
        package let at: String
        /// `submit`, `number` and so on.
        package let kind: String
        @Nullable package var from: String?
        /// Null where the state stayed as it was.
        @Nullable package var to: String?
        package let actor: String
        @Nullable package var sha256: String?
        @Nullable package var note: String?
    }

    package struct Delivery: Codable, Sendable {
        package let at: String
        package let channel: String
        package let recipient: String
        package let attempt: Int
        package let outcome: String
        @Nullable package var detail: String?
    }

    package let code: String
    package let state: String
    package let pipeline: String
    package let originalName: String
    /// The slug.
    @Nullable package var documentType: String?
    @Nullable package var documentTypeName: String?
    @Nullable package var applicant: Applicant?
    package let copies: Int
    @Nullable package var note: String?
    /// Of the original.
    package let pages: Int
    /// Đồng, of all copies.
    package let fee: Int
    /// Working days more than the rule gives.
    package let agreedDays: Int
    /// Of the file now.
    package let bytes: Int
    package let sha256: String
    /// Of the scan as it was dropped.
    package let originalSha256: String
    /// Whether the scan was damaged and is certified as qpdf wrote it anew.
    package let repaired: Bool
    /// `12/ĐT`.
    @Nullable package var number: String?
    @Nullable package var book: String?
    /// The signer's name.
    @Nullable package var signer: String?
    package let receivedAt: String
    @Nullable package var dueAt: String?
    @Nullable package var signedAt: String?
    @Nullable package var sealedAt: String?
    @Nullable package var deliveredAt: String?
    /// When delivery is tried again; null unless an attempt failed and another one follows.
    @Nullable package var nextAttemptAt: String?
    /// Relative to the workspace.
    @Nullable package var path: String?
    @Nullable package var reason: String?
    /// `altered`, `damaged` …: where the reason is one of the law's.
    @Nullable package var ground: String?
    /// Of the account's holder: `very-satisfied`, `satisfied` or `dissatisfied`.
    @Nullable package var rating: String?
    /// What it was made of.
    @Nullable package var appointment: String?
    package let history: [Event]
    package let deliveries: [Delivery]
}
