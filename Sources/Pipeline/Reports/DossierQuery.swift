import Certification
import Ledger

/// What `list` was asked for, as people write it.
package struct DossierQuery: Sendable {
    package var state: String?
    package var kinds: [String]
    package var search: String?
    /// `2026-12-01`, inclusive, as `to`.
    package var from: String?
    package var to: String?
    package var limit: Int?
    package var offset: Int

    package init(
        state: String? = nil,
        kinds: [String] = [],
        search: String? = nil,
        from: String? = nil,
        to: String? = nil,
        limit: Int? = nil,
        offset: Int = 0
    ) {
        self.state = state
        self.kinds = kinds
        self.search = search
        self.from = from
        self.to = to
        self.limit = limit
        self.offset = offset
    }

    func filter(clock: OfficeClock) throws(QueryFault) -> DossierFilter {
        var filter = DossierFilter()
        if let state {
            guard let known = DossierState(rawValue: state) else { throw .unknownState(state) }
            filter.states = [known]
        }
        for kind in kinds {
            guard let known = ApplicantKind(rawValue: kind) else { throw .unknownKind(kind) }
            filter.kinds.insert(known)
        }
        filter.search = search ?? ""
        if let from { filter.from = try Self.start(of: from, clock: clock) }
        if let to { filter.until = try Self.start(of: to, addingDays: 1, clock: clock) }
        filter.limit = limit
        filter.offset = offset
        return filter
    }

    private static func start(
        of text: String,
        addingDays days: Int = 0,
        clock: OfficeClock
    ) throws(QueryFault) -> Moment {
        guard let date = CivilDate(text)?.adding(days: days) else { throw .notADate(text) }
        // The zone's offset on that day; offices have no daylight saving.
        let offset = clock.local(clock.now()).offsetMinutes
        return LocalTime(date: date, secondOfDay: 0, offsetMinutes: offset).moment
    }
}
