import Certification
import Ledger

/// What `list` was asked for, as people write it.
package struct DossierQuery: Sendable {
    /// Raw values, as all of these.
    package var states: [String] = []
    package var kinds: [String] = []
    package var documentTypes: [String] = []
    /// Part of a dossier's code.
    package var code: String?
    package var search: String?
    /// `2026-12-01`, inclusive, as `to`.
    package var from: String?
    package var to: String?
    package var order: String?
    package var isDescending = false
    package var limit: Int?
    package var offset = 0

    package init() {}

    func filter(_ configuration: PipelineConfiguration, _ clock: OfficeClock) throws(QueryFault) -> DossierFilter {
        var filter = DossierFilter()
        for state in states {
            guard let known = DossierState(rawValue: state) else { throw .unknownState(state) }
            filter.states.insert(known)
        }
        for kind in kinds {
            guard let known = ApplicantKind(rawValue: kind) else { throw .unknownKind(kind) }
            filter.kinds.insert(known)
        }
        for type in documentTypes {
            guard configuration.documentType(type) != nil else {
                throw .unknownDocumentType(type, known: configuration.documentTypes.map(\.slug))
            }
            filter.documentTypes.insert(type)
        }
        filter.code = code ?? ""
        filter.search = search ?? ""
        if let from { filter.from = try Self.start(of: from, clock: clock) }
        if let to { filter.until = try Self.start(of: to, addingDays: 1, clock: clock) }
        if let from = filter.from, let until = filter.until, from >= until { throw .daysReversed }
        if let order {
            guard let known = DossierFilter.Order(rawValue: order) else { throw .unknownOrder(order) }
            filter.order = known
        }
        filter.isDescending = isDescending
        guard limit ?? 0 >= 0 else { throw .negative("--limit") }
        guard offset >= 0 else { throw .negative("--offset") }
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
