import Certification
import GRDB

extension DossierFilter {
    /// What follows SELECT: tables, condition, order, limits. The tables are `dossier` and its number
    /// (``DossierRecord/joins``); rows are found by the index `lookup` where that is of use.
    func query(in database: Database) throws -> (sql: String, arguments: StatementArguments) {
        let (source, condition, arguments) = try matches(in: database)
        let sql = """
            FROM \(source) \(DossierRecord.joins) WHERE \(condition) ORDER BY \(orderTerms)
            LIMIT \(limit ?? -1) OFFSET \(offset)
            """
        return (sql, arguments)
    }

    /// What follows SELECT to count the dossiers, whatever limit and order, up to a number.
    func counting(upTo most: Int, in database: Database) throws -> (sql: String, arguments: StatementArguments) {
        let (source, condition, arguments) = try matches(in: database)
        return ("COUNT(*) AS n FROM (SELECT 1 FROM \(source) WHERE \(condition) LIMIT \(most))", arguments)
    }

    private func matches(
        in database: Database
    ) throws -> (source: String, condition: String, arguments: StatementArguments) {
        var clauses = ["1"]
        var arguments = StatementArguments()
        func require(_ clause: String, _ values: [any DatabaseValueConvertible]) {
            clauses.append(clause)
            arguments += StatementArguments(values)
        }
        func places(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
        var source = "dossier"
        if let tokens {
            // Joined in this order: the index is what is small.
            source = """
                lookup CROSS JOIN arrival ON arrival.position = lookup.rowid
                CROSS JOIN dossier ON dossier.code = arrival.dossier
                """
            require("lookup MATCH ?", [try database.cheapest(of: tokens)])
        }
        if !states.isEmpty {
            require("dossier.state IN (\(places(states.count)))", states.map(\.rawValue).sorted())
        }
        if !kinds.isEmpty {
            require("dossier.applicantKind IN (\(places(kinds.count)))", kinds.map(\.rawValue).sorted())
        }
        if !documentTypes.isEmpty {
            require("dossier.documentType IN (\(places(documentTypes.count)))", documentTypes.sorted())
        }
        if let identity { require("dossier.identity = ?", [identity.text]) }
        if let office { require("dossier.office = ?", [office.text]) }
        if let from { require("dossier.receivedAt >= ?", [from.milliseconds]) }
        if let until { require("dossier.receivedAt < ?", [until.milliseconds]) }
        if !code.isEmpty { require("instr(lower(dossier.code), ?) > 0", [code.lowercased()]) }
        for word in words { require("instr(dossier.searchText, ?) > 0", [word]) }
        return (source, clauses.joined(separator: " AND "), arguments)
    }

    private var words: [String] { SearchText.folded(search).split(separator: " ").map(String.init) }

    /// What to look for in the index; `nil` where the dossier's own indexes serve: by state alone, by time alone, or not
    /// at all.
    private var tokens: LookupQuery? {
        var query = LookupQuery()
        for word in words + [SearchText.folded(code)] where !word.isEmpty {
            let isShort = word.unicodeScalars.count < 3
            for token in SearchTokens.tokens(ofWord: word).sorted() { query.require([token], isDecisive: isShort) }
        }
        query.require(kinds.map { SearchTokens.token(kind: $0.rawValue) }.sorted())
        query.require(documentTypes.map(SearchTokens.token(documentType:)).sorted())
        let isByTime = from != nil || until != nil
        guard !query.isEmpty || states.count > 1 || (!states.isEmpty && isByTime) else { return nil }
        query.require(states.map { SearchTokens.token(state: $0.rawValue) }.sorted())
        // None at all when the range is empty: then the condition itself finds nothing.
        if isByTime { query.days = SearchTokens.tokens(from: from, until: until) }
        return query.isEmpty ? nil : query
    }

    private var orderTerms: String {
        let direction = isDescending ? "DESC" : "ASC"
        let arrival =
            tokens == nil ? "dossier.receivedAt \(direction), dossier.code \(direction)" : "lookup.rowid \(direction)"
        return switch order {
        case .arrival: arrival
        case .due: "dossier.dueAt \(direction), \(arrival)"
        case .name: "COALESCE(dossier.name, dossier.identity, dossier.email) \(direction), \(arrival)"
        case .number: "entry.number IS NULL, entry.book \(direction), entry.number \(direction), \(arrival)"
        }
    }
}
