import Certification
import GRDB

// The index `lookup`. It holds no text, so what a dossier's row was before must be told to it when the row changes.

extension Database {
    /// Changes a dossier's row and the index with it.
    func keepingIndex(of code: DossierCode, _ change: () throws -> Void) throws {
        let before = try indexed(code.text)
        try change()
        guard let after = try indexed(code.text), after.tokens != before?.tokens else { return }
        if let before { try unindex(before) }
        try index(after)
    }

    /// Makes the index of all dossiers there are.
    func indexDossiers() throws {
        try execute(sql: "INSERT INTO arrival (dossier) SELECT code FROM dossier ORDER BY receivedAt, code")
        for position in try Int64.fetchAll(self, sql: "SELECT position FROM arrival") {
            guard let row = try row("\(Self.indexedRow) WHERE arrival.position = ?", [position]) else { continue }
            try index(Indexed(row: row))
        }
    }

    private struct Indexed {
        let position: Int64
        let tokens: String

        init(row: Row) throws {
            position = try row.value("position")
            tokens = SearchTokens.all(
                state: try row.value("state"),
                kind: try row.optional("applicantKind"),
                documentType: try row.optional("documentType"),
                receivedAt: try row.moment("receivedAt"),
                searchText: try row.value("searchText")
            )
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

    private func index(_ dossier: Indexed) throws {
        try run("INSERT INTO lookup (rowid, tokens) VALUES (?, ?)", [dossier.position, dossier.tokens])
    }

    private func unindex(_ dossier: Indexed) throws {
        try run(
            "INSERT INTO lookup (lookup, rowid, tokens) VALUES ('delete', ?, ?)", [dossier.position, dossier.tokens])
    }
}
