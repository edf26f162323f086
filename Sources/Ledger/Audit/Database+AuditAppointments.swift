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
        let counters = """
            SELECT day, last, (SELECT COUNT(*) FROM appointment WHERE substr(code, 6, 6) = substr(day, 9, 2)
                || substr(day, 6, 2) || substr(day, 3, 2)) FROM appointmentCounter
            """
        try scan(counters, report) { row in
            let (last, count) = (Int(try row.integer(1)), Int(try row.integer(2)))
            if last != count {
                report(.codeCounterWrong(day: "CTĐT \(try row.text(0) ?? "?")", last: last, expected: count))
            }
        }
    }
}
