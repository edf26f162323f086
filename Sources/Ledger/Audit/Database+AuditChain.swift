import Certification
import GRDB
import Hashing

/// The last code of each office and day that the chain tells of.
struct CodeCount {
    /// By the code without its number: `G22.99-231126`.
    fileprivate var last: [String: Int] = [:]

    /// - Parameter text: a code, and maybe more words behind it.
    fileprivate mutating func note(_ text: String) {
        guard let code = DossierCode(headOfFileName: text.utf8) else { return }
        let day = "\(code.office.text)-\(code.dayDigits)"
        last[day] = max(last[day] ?? 0, code.number)
    }
}

extension Database {
    func auditChain(_ codes: inout CodeCount, _ report: (AuditFinding) -> Void) throws -> ChainHead {
        let shape = RowShape(table: EventRecord.table, columns: EventRecord.hashedColumns)
        let hashColumn = shape.width
        let places = Dictionary(
            uniqueKeysWithValues: EventRecord.hashedColumns.enumerated().map { ($0.element, $0.offset) })
        guard let kind = places["kind"], let dossier = places["dossier"], let note = places["note"],
            let previous = places["previousHash"], let sequence = places["sequence"]
        else { throw LedgerFault.damaged(place: EventRecord.table) }
        let tellsOfCodes: Set = [
            EventKind.transition(.takeIn).text, EventKind.stepAbandoned.text, EventKind.codesSkipped.text,
        ]
        var (last, lastHash, count) = (Int64(0), Digest(bytes: EventRecord.genesis), Int64(0))
        var codesHere = codes
        try scan("SELECT \(shape.selection), hash FROM event ORDER BY sequence", report) { row in
            let number = try row.integer(sequence)
            if number != last + 1 { report(.eventsMissing(from: last + 1, through: number - 1)) }
            let hash = row.digest(hashColumn)
            if try row.digest(of: shape) != hash {
                report(.eventAltered(sequence: number))
            } else if row.digest(previous) != lastHash {
                report(.chainBroken(sequence: number))
            }
            (last, lastHash, count) = (number, hash, count + 1)
            if tellsOfCodes.contains(try row.text(kind) ?? "") {
                codesHere.note(try row.text(dossier) ?? row.text(note) ?? "")
            }
        }
        codes = codesHere
        return ChainHead(count: count, hash: count == 0 ? nil : lastHash)
    }

    /// The counters of dossier codes stand where the chain, and what is being taken in now, say.
    func auditCodes(_ codes: CodeCount, _ report: (AuditFinding) -> Void) throws {
        var expected = codes
        try scan("SELECT dossier FROM step WHERE fromState IS NULL", report) { row in
            expected.note(try row.text(0) ?? "")
        }
        try scan("SELECT office || '-' || dayDigits, last FROM dossierCounter", report) { row in
            let day = try row.text(0) ?? ""
            let (found, known) = (Int(try row.integer(1)), expected.last.removeValue(forKey: day) ?? 0)
            if found != known { report(.codeCounterWrong(day: day, last: found, expected: known)) }
        }
        for (day, known) in expected.last.sorted(by: { $0.key < $1.key }) {
            report(.codeCounterWrong(day: day, last: 0, expected: known))
        }
    }
}
