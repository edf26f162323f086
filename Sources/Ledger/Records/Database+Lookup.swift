import Certification
import GRDB

// The index `lookup`. It holds no text, so what a dossier's row was before must be told to it when the row changes.

extension Database {
    /// A dossier that has come gets its place in the order of arrival.
    func index(_ dossier: DossierRecord, searchText: String) throws {
        try run("INSERT INTO arrival (dossier) VALUES (?)", [dossier.code.text])
        let position = lastInsertedRowID
        try index(Indexed(dossier, at: position, searchText: searchText).tokens, at: position)
    }

    /// Only the state has changed. The index notes for each word by itself which dossiers have it, so that this takes two
    /// words and not two hundred.
    func indexState(of code: DossierCode, from old: DossierState, to new: DossierState) throws {
        guard old != new else { return }
        let sql = "SELECT position FROM arrival WHERE dossier = ?"
        guard let position = try one(sql, [code.text], { try $0.integer() }) else {
            throw LedgerFault.damaged(place: "arrival")
        }
        try unindex([SearchTokens.token(state: old.rawValue)], at: position)
        try index([SearchTokens.token(state: new.rawValue)], at: position)
    }

    /// What can be searched has changed: those words that go and come. Before the dossier's row is written.
    func reindex(_ dossier: DossierRecord, searchText: String) throws {
        guard let stored = try row("\(Self.indexedRow) WHERE arrival.dossier = ?", [dossier.code.text]) else {
            throw LedgerFault.damaged(place: "arrival")
        }
        let before = try Indexed(row: stored)
        let (old, new) = (before.tokens, Indexed(dossier, at: before.position, searchText: searchText).tokens)
        try unindex(old.subtracting(new), at: before.position)
        try index(new.subtracting(old), at: before.position)
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

        init(_ dossier: DossierRecord, at position: Int64, searchText: String) {
            self.position = position
            state = dossier.state.rawValue
            kind = dossier.form.applicant?.kind.rawValue
            documentType = dossier.form.documentType?.slug
            receivedAt = dossier.receivedAt
            self.searchText = searchText
        }

        var tokens: Set<String> {
            SearchTokens.all(
                state: state, kind: kind, documentType: documentType, receivedAt: receivedAt, searchText: searchText)
        }
    }

    private static let indexedRow = """
        SELECT position, state, applicantKind, documentType, receivedAt, searchText
        FROM arrival JOIN dossier ON dossier.code = arrival.dossier
        """

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
