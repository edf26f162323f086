// What a backup takes: the database as a whole, and which files belong to it.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// Copies the database as it is now into a new file, while it is in use (SQLite's online backup). The copy is one
    /// file without a write-ahead log. Blocking; SQLite has synced it, and the caller's sync of the folder makes its name
    /// last.
    package func copy(to path: String) throws(LedgerFault) {
        do {
            let copy = try DatabaseQueue(path: path)
            try backup(to: copy)
            try copy.writeWithoutTransaction { database in
                guard try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE") == "delete" else {
                    throw LedgerFault.notDurable(path: path, setting: "journal_mode")
                }
            }
            try copy.close()
        } catch {
            throw LedgerFault(error)
        }
    }

    /// Dossiers with their files in the order of their codes, a page at a time.
    /// - Parameter code: the last one of the page before.
    package func files(
        after code: DossierCode?, limit: Int
    ) async throws(LedgerFault) -> [(code: DossierCode, file: DossierRecord.File)] {
        try await read { database in
            try database.rows(
                "SELECT code, path, fileHash, bytes FROM dossier WHERE code > ? ORDER BY code LIMIT ?",
                [code?.text ?? "", limit]
            ) { row in
                let file = DossierRecord.File(
                    path: try row.bytes("path"), hash: try row.digest("fileHash"), bytes: try row.value("bytes"))
                return (try row.code("code"), file)
            }
        }
    }

    /// The last code of a day that was given; 0 without any.
    package func lastCode(of office: OfficeCode, dayDigits: String) async throws(LedgerFault) -> Int {
        try await read { database in
            let sql = "SELECT last FROM dossierCounter WHERE office = ? AND dayDigits = ?"
            return try database.row(sql, [office.text, dayDigits])?.value("last") ?? 0
        }
    }

    /// The messages of deliveries that are not decided.
    package func openMessages() async throws(LedgerFault) -> [MessageFile] {
        try await read { database in
            let sql = """
                SELECT messageName, messageHash FROM delivery
                WHERE messageName IS NOT NULL AND status IN ('PENDING', 'ATTEMPTING') ORDER BY id
                """
            return try database.rows(sql) { row in
                MessageFile(name: try row.bytes("messageName"), hash: try row.digest("messageHash"))
            }
        }
    }
}
