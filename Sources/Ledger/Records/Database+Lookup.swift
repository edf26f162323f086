import Certification
import GRDB

// The index `lookup`. It holds no text, so what a dossier's row was before must be told to it when the row changes.

extension Database {
    /// Changes a dossier's row and the index with it: only those words that go and come. The index notes for each word
    /// by itself which dossiers have it, so that a change of state takes two words and not two hundred.
    func keepingIndex(of code: DossierCode, _ change: () throws -> Void) throws {
        let before = try indexed(code.text)
        try change()
        guard let after = try indexed(code.text) else { return }
        guard let before else { return try index(after.tokens, at: after.position) }
        let (old, new) =
            before.differsInStateOnly(from: after)
            ? ([before.stateToken], [after.stateToken]) : (before.tokens, after.tokens)
        try unindex(old.subtracting(new), at: before.position)
        try index(new.subtracting(old), at: after.position)
    }

    /// Makes the index of all dossiers there are.
    func indexDossiers() throws {
        try execute(sql: "INSERT INTO arrival (dossier) SELECT code FROM dossier ORDER BY receivedAt, code")
        for position in try Int64.fetchAll(self, sql: "SELECT position FROM arrival") {
            guard let row = try row("\(Self.indexedRow) WHERE arrival.position = ?", [position]) else { continue }
            let dossier = try Indexed(row: row)
            try index(dossier.tokens, at: dossier.position)
        }
    }

    private struct Indexed {
        let position: Int64
        private let state: String
        private let kind, documentType: String?
        private let receivedAt: Moment
        private let searchText: String

        init(row: Row) throws {
            position = try row.value("position")
            state = try row.value("state")
            kind = try row.optional("applicantKind")
            documentType = try row.optional("documentType")
            receivedAt = try row.moment("receivedAt")
            searchText = try row.value("searchText")
        }

        var tokens: Set<String> {
            SearchTokens.all(
                state: state, kind: kind, documentType: documentType, receivedAt: receivedAt, searchText: searchText)
        }

        var stateToken: String { SearchTokens.token(state: state) }

        func differsInStateOnly(from other: Indexed) -> Bool {
            kind == other.kind && documentType == other.documentType && receivedAt == other.receivedAt
                && searchText == other.searchText
        }
    }

    private static let indexedRow = """
        SELECT position, state, applicantKind, documentType, receivedAt, searchText
        FROM arrival JOIN dossier ON dossier.code = arrival.dossier
        """

    /// A dossier that has come gets its place in the order of arrival.
    /// - Returns: `nil` for a dossier that is not there.
    private func indexed(_ code: String) throws -> Indexed? {
        let sql = "\(Self.indexedRow) WHERE arrival.dossier = ?"
        if let row = try row(sql, [code]) { return try Indexed(row: row) }
        guard try row("SELECT 1 FROM dossier WHERE code = ?", [code]) != nil else { return nil }
        try run("INSERT INTO arrival (dossier) VALUES (?)", [code])
        return try row(sql, [code]).map(Indexed.init(row:))
    }

    private func index(_ tokens: Set<String>, at position: Int64) throws {
        guard !tokens.isEmpty else { return }
        let text = tokens.sorted().joined(separator: " ")
        try run("INSERT INTO lookup (rowid, tokens) VALUES (?, ?)", [position, text])
    }

    private func unindex(_ tokens: Set<String>, at position: Int64) throws {
        guard !tokens.isEmpty else { return }
        let text = tokens.sorted().joined(separator: " ")
        try run("INSERT INTO lookup (lookup, rowid, tokens) VALUES ('delete', ?, ?)", [position, text])
    }
}
