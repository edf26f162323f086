// The audit: whether the ledger is what its events say.
//
// Called by the command `audit`, by the daemon, and before a backup takes the place of an office. Trusts nothing that
// is stored: triggers and constraints can be dropped by whoever can write the file. Promises to name every change of a
// past event, dossier, number or delivery that left the chain as it was; a chain that was rewritten as a whole, or cut
// at its tail together with the rows that the tail wrote, is only found by comparing it with an anchor kept elsewhere.
// Memory does not grow with the ledger: rows are read one by one, and findings are handed on as they come.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// Checks the whole ledger in one snapshot.
    /// - Parameter report: called for each finding, on a thread of the database.
    /// - Returns: the head of the chain as it is stored.
    package func audit(
        _ report: @escaping @Sendable (AuditFinding) -> Void
    ) async throws(LedgerFault) -> ChainHead {
        try await read { database in
            try database.auditFile(report)
            var codes = CodeCount()
            let head = try database.auditChain(&codes, report)
            try database.auditCodes(codes, report)
            try database.auditDossiers(report)
            try database.auditDeliveries(report)
            try database.auditBooks(report)
            try database.auditClosings(report)
            try database.auditEntries(report)
            try database.auditSeries(report)
            try database.auditRestorations(report)
            try database.auditAccounts(report)
            try database.auditAppointments(report)
            return head
        }
    }
}

extension Database {
    /// Visits all rows; one that holds what this program never writes is reported, and the others are visited still.
    func scan(
        _ sql: String, _ report: (AuditFinding) -> Void, _ visit: (inout RowScan) throws -> Void
    ) throws {
        var rows = try RowScan(self, sql)
        while try rows.next() {
            do {
                try visit(&rows)
            } catch LedgerFault.damaged(let place) {
                report(.unreadable(place: place))
            }
        }
    }

    fileprivate func auditFile(_ report: (AuditFinding) -> Void) throws {
        try scan("PRAGMA quick_check (20)", report) { row in
            let detail = try row.text(0) ?? ""
            if detail != "ok" { report(.fileDamaged(detail: detail)) }
        }
        for name in Schema.triggers
        where try row("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = ?", [name]) == nil {
            report(.guardMissing(name: name))
        }
        try scan("PRAGMA foreign_key_check", report) { row in
            report(.rowMissing(table: try row.text(0) ?? "?", referredTo: try row.text(2) ?? "?"))
        }
    }

    /// A dossier's row is covered by the hash in the last event that wrote it.
    fileprivate func auditDossiers(_ report: (AuditFinding) -> Void) throws {
        let shape = RowShape(table: DossierRecord.table, columns: DossierRecord.hashedColumns)
        let extra = shape.width
        let sql = """
            SELECT \(shape.selection), event.recordHash, event.toState IS dossier.state, dossier.code,
                dossier.sealedAt IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.dossier = dossier.code AND status = 'ISSUED')
            FROM dossier LEFT JOIN event ON event.sequence = (SELECT sequence FROM event
                WHERE event.dossier = dossier.code AND toState IS NOT NULL ORDER BY sequence DESC LIMIT 1)
            """
        try scan(sql, report) { row in
            guard let code = try row.text(extra + 2).flatMap({ DossierCode($0) }) else {
                throw LedgerFault.damaged(place: "code")
            }
            guard !row.isNull(extra) else { return report(.dossierWithoutEvent(code)) }
            if try row.digest(of: shape) != row.digest(extra) || row.integer(extra + 1) == 0 {
                report(.dossierAltered(code))
            }
            if try row.integer(extra + 3) == 1 { report(.sealedWithoutNumber(code)) }
        }
    }
}
