// The chain as a whole: how far it reaches, and what was said about it outside of the ledger.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// How far the chain reaches now.
    package func chainHead() async throws(LedgerFault) -> ChainHead {
        try await read { try $0.chainHead() }
    }

    /// The hash of an event as it is stored; `nil` when there is no such event.
    package func chainHash(at sequence: Int64) async throws(LedgerFault) -> Digest? {
        try await read { database in
            try database.row("SELECT hash FROM event WHERE sequence = ?", [sequence])?.digest("hash")
        }
    }

    /// Notes that an anchor was laid down.
    /// - Parameter ordinal: the anchor's own.
    package func recordAnchor(
        _ ordinal: Int, of head: ChainHead, _ occasion: Occasion
    ) async throws(LedgerFault) {
        try await write { database in
            let note = "\(ordinal): \(head.count) \(head.hash?.hex ?? "")"
            try database.append(.ofOffice(.anchored, note, nil, occasion))
        }
    }

    /// When the first event was; `nil` without events.
    package func firstEvent() async throws(LedgerFault) -> Moment? {
        try await read { try $0.row("SELECT at FROM event ORDER BY sequence LIMIT 1", [])?.moment("at") }
    }

    /// The last anchor that the ledger knows of, and whether nothing has happened since.
    package func lastAnchor() async throws(LedgerFault) -> (ordinal: Int, at: Moment, isCurrent: Bool)? {
        try await read { database in
            let sql = "SELECT sequence, at, note FROM event WHERE kind = 'anchor' ORDER BY sequence DESC LIMIT 1"
            guard let row = try database.row(sql, []) else { return nil }
            let ordinal = try row.value("note") { (note: String) in Int(note.prefix { $0 != ":" }) }
            return (ordinal, try row.moment("at"), try database.chainHead().count == row.value("sequence"))
        }
    }
}

extension Database {
    func chainHead() throws -> ChainHead {
        guard let last = try row("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1", []) else {
            return ChainHead(count: 0, hash: nil)
        }
        return ChainHead(count: try last.value("sequence"), hash: try last.digest("hash"))
    }
}
