import GRDB
import Hashing

extension Database {
    /// An account is covered by the hash in the event that wrote it last; there are as many as were added and not
    /// forgotten.
    func auditAccounts(_ report: (AuditFinding) -> Void) throws {
        let shape = RowShape(table: AccountRecord.table, columns: AccountRecord.hashedColumns)
        let sql = """
            SELECT \(shape.selection), recordHash, event.kind IN ('account-add', 'account-edit'), account.event
            FROM account LEFT JOIN event ON event.sequence = account.event
            """
        try scan(sql, report) { row in
            let isIntact = try row.digest(of: shape) == row.digest(shape.width) && row.integer(shape.width + 1) == 1
            if !isIntact { report(.accountAltered(sequence: try row.integer(shape.width + 2))) }
        }
        let count = """
            SELECT (SELECT COUNT(*) FROM event WHERE kind = 'account-add')
                - (SELECT COUNT(*) FROM event WHERE kind = 'account-forget'), (SELECT COUNT(*) FROM account)
            """
        try scan(count, report) { row in
            let (expected, found) = (Int(try row.integer(0)), Int(try row.integer(1)))
            if expected != found { report(.accountsMissing(expected: expected, found: found)) }
        }
    }
}
