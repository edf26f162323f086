import Certification
import GRDB
import Hashing

extension Database {
    /// An appointment is covered by the hash in the event that wrote it last; there are as many as were booked, and the
    /// counters stand where their codes say.
    func auditAppointments(_ report: (AuditFinding) -> Void) throws {
        let shape = RowShape(table: AppointmentRecord.table, columns: AppointmentRecord.hashedColumns)
        let extra = shape.width
        let sql = """
            SELECT \(shape.selection), recordHash, event.appointment IS appointment.code, appointment.code,
                appointment.event = (SELECT MAX(sequence) FROM event AS last WHERE last.appointment = appointment.code
                    AND last.recordHash IS NOT NULL AND last.kind GLOB 'appointment-*')
            FROM appointment LEFT JOIN event ON event.sequence = appointment.event
            """
        try scan(sql, report) { row in
            let isIntact =
                try row.digest(of: shape) == row.digest(extra) && row.integer(extra + 1) == 1
                && row.integer(extra + 3) == 1
            if !isIntact { report(.appointmentAltered(code: try row.text(extra + 2) ?? "?")) }
        }
        let orphans = """
            SELECT sequence FROM event WHERE kind = 'appointment-book'
                AND NOT EXISTS (SELECT 1 FROM appointment WHERE code = event.appointment)
            """
        try scan(orphans, report) { report(.appointmentMissing(sequence: try $0.integer(0))) }
        try auditAppointmentCodes(report)
    }

    /// A day's counter stands at its last code, given or skipped after a restoration.
    private func auditAppointmentCodes(_ report: (AuditFinding) -> Void) throws {
        var skipped: [CivilDate: Int] = [:]
        try scan("SELECT note FROM event WHERE kind = 'skip-codes'", report) { row in
            guard let code = AppointmentCode(try row.text(0)?.prefix { $0 != ":" } ?? "") else { return }
            skipped[code.day] = max(skipped[code.day] ?? 0, code.number)
        }
        let counters = """
            SELECT day, last, (SELECT coalesce(MAX(CAST(substr(code, 13) AS INTEGER)), 0) FROM appointment
                WHERE substr(code, 6, 6) = substr(day, 9, 2) || substr(day, 6, 2) || substr(day, 3, 2))
            FROM appointmentCounter
            """
        try scan(counters, report) { row in
            let day = try row.text(0) ?? "?"
            let (last, given) = (Int(try row.integer(1)), Int(try row.integer(2)))
            let expected = max(given, CivilDate(day).flatMap { skipped[$0] } ?? 0)
            if last != expected { report(.codeCounterWrong(day: "CTĐT \(day)", last: last, expected: expected)) }
        }
    }
}
