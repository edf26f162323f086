import Foundation
import GRDB

/// What to look for in the index `lookup`.
struct LookupQuery {
    struct Group {
        /// One of them is required.
        let anyOf: [String]
        /// Whether nothing but the index says so: that a short word begins a word. Others only narrow down what the rows
        /// themselves decide, and can be left out.
        let isDecisive: Bool
    }

    private(set) var tokens: [Group] = []
    /// One of them is required. They stand together in the index, so that a look at some places tells nothing of them.
    var days: [String] = []

    var isEmpty: Bool { tokens.isEmpty && days.isEmpty }

    mutating func require(_ anyOf: [String], isDecisive: Bool = false) {
        if !anyOf.isEmpty { tokens.append(Group(anyOf: anyOf, isDecisive: isDecisive)) }
    }

    static func expression(_ groups: [[String]]) -> String {
        groups.map { "(\($0.map { "\"\($0)\"" }.joined(separator: " OR ")))" }.joined(separator: " AND ")
    }
}

extension Database {
    /// The expression for MATCH that takes the least time: the rarest tokens first, and none whose list takes longer to
    /// go through than the rows take that it would spare. `scan` is in every name of a file, and a million long.
    ///
    /// How common a token is, is told by some rows that have it, at places of the list that are told apart by time: codes
    /// and days come in rows. Those take some tenths of a millisecond to read.
    func cheapest(of query: LookupQuery) throws -> String {
        let days = query.days.isEmpty ? [] : [query.days]
        guard query.tokens.count > 1 else { return LookupQuery.expression(query.tokens.map(\.anyOf) + days) }
        let dossiers: Int64 = try row("SELECT MAX(position) AS n FROM arrival", [])?.optional("n") ?? 0
        var rows = Double(dossiers)
        var chosen: [[String]] = []
        let byRarity = try query.tokens.map { (group: $0, share: try share(of: $0.anyOf, among: dossiers)) }
            .sorted { $0.share < $1.share }
        for (group, share) in byRarity {
            let reading = share * Double(dossiers) * LookupCost.listEntry
            let sparing = (1 - share) * rows * LookupCost.row
            guard chosen.isEmpty || group.isDecisive || reading < sparing else { continue }
            chosen.append(group.anyOf)
            rows *= share
        }
        return LookupQuery.expression(chosen + days)
    }

    /// Of all dossiers, those with one of the tokens, as a few places of the list let expect.
    private func share(of group: [String], among dossiers: Int64) throws -> Double {
        var (found, passed) = (0.0, 1.0)
        for place in 0..<LookupCost.places {
            let start = dossiers / LookupCost.places * place
            let sample = try row(
                """
                SELECT COUNT(*) AS n, MAX(rowid) AS last FROM (
                    SELECT rowid FROM lookup WHERE lookup MATCH ? AND rowid > ? LIMIT \(LookupCost.sample)
                )
                """, [LookupQuery.expression([group]), start])
            let count: Int64 = try sample?.value("n") ?? 0
            let last: Int64? = count < LookupCost.sample ? nil : try sample?.optional("last")
            found += Double(count)
            passed += Double((last ?? dossiers) - start)
        }
        return min(found / passed, 1)
    }
}

/// What reading takes, in nanoseconds, as measured on a million dossiers (`make bench-register`): only the ratio counts.
private enum LookupCost {
    /// One entry of a token's list.
    static let listEntry = 50.0
    /// The row of a dossier, found by its code.
    static let row = 10_000.0
    /// How many places of a list, and entries at each, tell how common its token is.
    static let places: Int64 = 3
    static let sample: Int64 = 70
}
