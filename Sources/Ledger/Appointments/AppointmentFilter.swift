import Certification
import GRDB

/// Which appointments to list. What is left out does not restrict.
package struct AppointmentFilter: Sendable {
    package var states: Set<AppointmentState> = []
    package var kinds: Set<ApplicantKind> = []
    /// Part of a code.
    package var code = ""
    /// Words of name, number, telephone or e-mail address, with or without diacritics.
    package var search = ""
    /// Expected on this day or later.
    package var from: CivilDate?
    /// Expected on this day or earlier.
    package var through: CivilDate?
    /// All of them when `nil`.
    package var limit: Int?
    package var offset = 0

    package init() {}

    /// What follows FROM, without order.
    var condition: (sql: String, arguments: StatementArguments) {
        var clauses = ["1"]
        var arguments = StatementArguments()
        func require(_ clause: String, _ values: [String]) {
            clauses.append(clause)
            arguments += StatementArguments(values)
        }
        func places(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
        if !states.isEmpty { require("state IN (\(places(states.count)))", states.map(\.rawValue).sorted()) }
        if !kinds.isEmpty { require("kind IN (\(places(kinds.count)))", kinds.map(\.rawValue).sorted()) }
        if let from { require("slot >= ?", [from.iso]) }
        if let through { require("slot < ?", [through.adding(days: 1).iso]) }
        if !code.isEmpty { require("instr(searchText, ?) > 0", [SearchText.folded(code)]) }
        for word in SearchText.folded(search).split(separator: " ") {
            require("instr(searchText, ?) > 0", [String(word)])
        }
        return ("appointment WHERE \(clauses.joined(separator: " AND "))", arguments)
    }
}
