// What people ask of the appointments. Takes no lock and disturbs nobody.

import Certification
import Ledger

/// What `appointment list` was asked for, as people write it.
package struct AppointmentQuery: Sendable {
    /// Raw values, as `kinds`.
    package var states: [String] = []
    package var kinds: [String] = []
    package var code: String?
    package var search: String?
    /// `2026-12-01`, inclusive, as `to`.
    package var from: String?
    package var to: String?
    package var limit: Int?
    package var offset = 0

    package init() {}

    func filter() throws(QueryFault) -> AppointmentFilter {
        var filter = AppointmentFilter()
        for state in states {
            guard let known = AppointmentState(rawValue: state) else { throw .unknownAppointmentState(state) }
            filter.states.insert(known)
        }
        for kind in kinds {
            guard let known = ApplicantKind(rawValue: kind) else { throw .unknownKind(kind) }
            filter.kinds.insert(known)
        }
        filter.code = code ?? ""
        filter.search = search ?? ""
        filter.from = try from.map(Self.date)
        filter.through = try to.map(Self.date)
        if let from = filter.from, let through = filter.through, from > through { throw .daysReversed }
        guard limit ?? 0 >= 0 else { throw .negative("--limit") }
        guard offset >= 0 else { throw .negative("--offset") }
        filter.limit = limit
        filter.offset = offset
        return filter
    }

    static func date(_ text: String) throws(QueryFault) -> CivilDate {
        guard let date = CivilDate(text) else { throw .notADate(text) }
        return date
    }
}

extension OfficeReader {
    package func appointments(_ query: AppointmentQuery) async throws -> [AppointmentRow] {
        try await ledger.appointments(try query.filter()).map { AppointmentRow($0, clock: clock) }
    }

    /// How many there are, whatever limit and offset.
    package func count(_ query: AppointmentQuery) async throws -> Int {
        try await ledger.count(try query.filter())
    }

    package func appointment(_ text: String) async throws -> AppointmentRow {
        guard let code = AppointmentCode(text) else { throw AppointmentFault.unknown(text) }
        do {
            return AppointmentRow(try await ledger.detail(of: code), clock: clock)
        } catch LedgerFault.unknownAppointment {
            throw AppointmentFault.unknown(text)
        }
    }

    /// Hours with a place; what is full, closed or past is not among them.
    package func slots(from: String?, to: String?) async throws -> [SlotRow] {
        let first = try from.map(AppointmentQuery.date)
        let last = try to.map(AppointmentQuery.date)
        if let first, let last, first > last { throw QueryFault.daysReversed }
        return try await ledger.freeSlots(configuration.appointments, at: clock.local(clock.now())).filter { found in
            found.slot.date >= first ?? found.slot.date && found.slot.date <= last ?? found.slot.date
        }.map { SlotRow(at: $0.slot.text, free: $0.free) }
    }
}
