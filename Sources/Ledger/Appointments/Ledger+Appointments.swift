// Appointments: places at an hour, each had once.
//
// Called by commands and for the portal's requests. Trusts its callers about the schedule.
// Promises: whoever wins the last place has it, because the place is counted and taken in one transaction and the schema
// knows each place once; an appointment, the event that tells of it and its messages come into being together or not at
// all, and older news of it that still wait are withdrawn; the same request of the portal is the same appointment, however
// often it comes.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// - Parameter capacity: how many places the hour has.
    /// - Throws: ``LedgerFault/slotFull(_:)``, ``LedgerFault/appointmentsExhausted(_:)``.
    package func book(
        _ draft: AppointmentDraft, capacity: Int, _ occasion: Occasion, messages: @escaping AppointmentMessages
    ) async throws(LedgerFault) -> AppointmentRecord {
        try await write { database in
            if let request = draft.request, let known = try database.appointment(request: request) { return known }
            let place = try database.freePlace(at: draft.slot, capacity)
            if let newcomer = draft.newcomer { _ = try database.save(newcomer, occasion) }
            let appointment = AppointmentRecord(
                code: try database.nextAppointmentCode(on: draft.today),
                state: .waiting,
                slot: draft.slot,
                bookedSlot: draft.slot,
                kind: draft.applicant.kind,
                applicant: draft.applicant,
                documentType: draft.documentType,
                bookedAt: occasion.at,
                reason: nil,
                place: place,
                salt: .salt(),
                request: draft.request
            )
            try database.save(appointment, .appointmentBooked, note: draft.slot.text, occasion, messages)
            return appointment
        }
    }

    /// Dời lịch hẹn.
    /// - Throws: ``LedgerFault/slotFull(_:)``, ``LedgerFault/appointmentNotWaiting(_:_:)``,
    ///   ``LedgerFault/unknownAppointment(_:)``.
    package func reschedule(
        _ code: AppointmentCode, to slot: AppointmentSlot, reason: String, capacity: Int, _ occasion: Occasion,
        messages: @escaping AppointmentMessages
    ) async throws(LedgerFault) -> AppointmentRecord {
        try await write { database in
            var appointment = try database.waitingAppointment(code)
            guard appointment.slot != slot else { return appointment }
            let note = "\(appointment.slot.text) → \(slot.text): \(reason)"
            appointment.place = try database.freePlace(at: slot, capacity)
            appointment.slot = slot
            appointment.reason = reason
            try database.save(appointment, .appointmentMoved, note: note, occasion, messages)
            return appointment
        }
    }

    /// The place is free again.
    /// - Throws: ``LedgerFault/appointmentNotWaiting(_:_:)``, ``LedgerFault/unknownAppointment(_:)``.
    package func cancel(
        _ code: AppointmentCode, reason: String, _ occasion: Occasion, messages: @escaping AppointmentMessages
    ) async throws(LedgerFault) -> AppointmentRecord {
        try await write { database in
            var appointment = try database.waitingAppointment(code)
            appointment.state = .cancelled
            appointment.reason = reason
            try database.save(appointment, .appointmentCancelled, note: reason, occasion, messages)
            return appointment
        }
    }

    /// Nobody came.
    /// - Throws: ``LedgerFault/appointmentNotWaiting(_:_:)``, ``LedgerFault/unknownAppointment(_:)``.
    package func recordNoShow(
        _ code: AppointmentCode, _ occasion: Occasion
    ) async throws(LedgerFault) -> AppointmentRecord {
        try await write { database in
            var appointment = try database.waitingAppointment(code)
            appointment.state = .noShow
            try database.save(appointment, .appointmentMissed, note: appointment.slot.text, occasion) { _, _ in [] }
            return appointment
        }
    }

    // MARK: Reading

    /// - Throws: ``LedgerFault/unknownAppointment(_:)``.
    package func appointment(_ code: AppointmentCode) async throws(LedgerFault) -> AppointmentRecord {
        try await read { try $0.appointment(code) }
    }

    /// The appointment that a request of the portal has led to.
    package func appointment(request: Digest) async throws(LedgerFault) -> AppointmentRecord? {
        try await read { try $0.appointment(request: request) }
    }

    /// In the order of their hours.
    package func appointments(_ filter: AppointmentFilter) async throws(LedgerFault) -> [AppointmentDetail] {
        try await read { database in
            let condition = filter.condition
            let records = try database.rows(
                """
                SELECT * FROM \(condition.sql) ORDER BY slot, place, bookedAt, code
                LIMIT \(filter.limit ?? -1) OFFSET \(filter.offset)
                """, condition.arguments, AppointmentRecord.init(row:))
            return try records.map { try database.detail(of: $0) }
        }
    }

    package func count(_ filter: AppointmentFilter) async throws(LedgerFault) -> Int {
        try await read { database in
            let condition = filter.condition
            return try database.row("SELECT COUNT(*) AS n FROM \(condition.sql)", condition.arguments)?.value("n") ?? 0
        }
    }

    /// - Throws: ``LedgerFault/unknownAppointment(_:)``.
    package func detail(of code: AppointmentCode) async throws(LedgerFault) -> AppointmentDetail {
        try await read { try $0.detail(of: try $0.appointment(code)) }
    }

    /// How many places of each hour are taken, from one day through another.
    package func takenPlaces(
        from first: CivilDate, through last: CivilDate
    ) async throws(LedgerFault) -> [AppointmentSlot: Int] {
        try await read { database in
            let sql = """
                SELECT slot, COUNT(*) AS n FROM appointment
                WHERE state <> 'cancelled' AND slot >= ? AND slot < ? GROUP BY slot
                """
            let taken = try database.rows(sql, [first.iso, last.adding(days: 1).iso]) { row in
                (try row.value("slot") { (text: String) in AppointmentSlot(text) }, try row.value("n") as Int)
            }
            return Dictionary(taken, uniquingKeysWith: +)
        }
    }
}

extension Database {
    func appointment(_ code: AppointmentCode) throws -> AppointmentRecord {
        guard let row = try row("SELECT * FROM appointment WHERE code = ?", [code.text]) else {
            throw LedgerFault.unknownAppointment(code)
        }
        return try AppointmentRecord(row: row)
    }

    /// The officer has made a dossier of it. Several can be made of one appointment.
    func process(_ code: AppointmentCode, as dossier: DossierCode, _ occasion: Occasion) throws {
        var appointment = try appointment(code)
        switch appointment.state {
        case .processed: return
        case .waiting, .noShow: break
        case .cancelled: throw LedgerFault.appointmentNotWaiting(code, .cancelled)
        }
        appointment.state = .processed
        try save(appointment, .appointmentProcessed, note: dossier.text, occasion) { _, _ in [] }
    }

    fileprivate func appointment(request: Digest) throws -> AppointmentRecord? {
        try row("SELECT * FROM appointment WHERE request = ?", [request.stored]).map(AppointmentRecord.init(row:))
    }

    fileprivate func waitingAppointment(_ code: AppointmentCode) throws -> AppointmentRecord {
        let appointment = try appointment(code)
        guard appointment.state == .waiting else {
            throw LedgerFault.appointmentNotWaiting(code, appointment.state)
        }
        return appointment
    }

    fileprivate func save(
        _ appointment: AppointmentRecord, _ kind: EventKind, note: String, _ occasion: Occasion,
        _ messages: AppointmentMessages
    ) throws {
        try appointment.save(into: self, kind: kind, note: note, occasion)
        let round = try nextRound(of: .appointment(appointment.code))
        try enqueue(try messages(appointment, round), for: .appointment(appointment.code), occasion)
        try withdrawUnwanted("appointment = ?", [appointment.code.text], occasion)
    }

    /// The first place of an hour that nobody has.
    fileprivate func freePlace(at slot: AppointmentSlot, _ capacity: Int) throws -> Int {
        let taken: [Int] = try rows(
            "SELECT place FROM appointment WHERE slot = ? AND state <> 'cancelled' ORDER BY place", [slot.text]
        ) { try $0.value("place") }
        guard taken.count < capacity else { throw LedgerFault.slotFull(slot) }
        return (1...capacity).first { !taken.contains($0) } ?? (taken.last ?? 0) + 1
    }

    fileprivate func nextAppointmentCode(on day: CivilDate) throws -> AppointmentCode {
        let counter = try row("SELECT last FROM appointmentCounter WHERE day = ?", [day.iso])
        let number: Int = try counter.map { try $0.value("last") + 1 } ?? 1
        guard let code = AppointmentCode(day: day, number: number) else {
            throw LedgerFault.appointmentsExhausted(day)
        }
        try run(
            "INSERT INTO appointmentCounter (day, last) VALUES (?, ?) ON CONFLICT DO UPDATE SET last = excluded.last",
            [day.iso, number])
        return code
    }

    fileprivate func detail(of record: AppointmentRecord) throws -> AppointmentDetail {
        AppointmentDetail(
            record: record,
            dossiers: try rows(
                "SELECT code FROM dossier WHERE appointment = ? ORDER BY receivedAt, code", [record.code.text]
            ) { try $0.code("code") },
            history: try rows(
                "SELECT * FROM event WHERE appointment = ? AND \(EventRecord.isHistory) ORDER BY sequence",
                [record.code.text], EventRecord.init(row:)),
            deliveries: try deliveries("WHERE appointment = ? ORDER BY id", [record.code.text])
        )
    }
}
