import Certification
import GRDB

/// A dossier with all that happened to it.
package struct DossierDetail: Sendable {
    package let record: DossierRecord
    /// Oldest first, as the deliveries.
    package let history: [EventRecord]
    package let deliveries: [DeliveryRecord]

    package init(record: DossierRecord, history: [EventRecord], deliveries: [DeliveryRecord]) {
        self.record = record
        self.history = history
        self.deliveries = deliveries
    }
}

extension Database {
    /// One query for the events of all of them, and one for their deliveries.
    func details(of records: [DossierRecord]) throws -> [DossierDetail] {
        let places = Array(repeating: "?", count: records.count).joined(separator: ", ")
        let codes = records.map(\.code.text)
        let events = try rows(
            "SELECT * FROM event WHERE dossier IN (\(places)) AND \(EventRecord.isHistory) ORDER BY sequence",
            StatementArguments(codes),
            EventRecord.init(row:)
        )
        let histories = Dictionary(grouping: events) { $0.content.dossier }
        let sent = Dictionary(
            grouping: try deliveries("WHERE dossier IN (\(places)) ORDER BY id", codes), by: \.dossier)
        return records.map { record in
            DossierDetail(
                record: record,
                history: histories[record.code] ?? [],
                deliveries: sent[record.code] ?? []
            )
        }
    }
}
