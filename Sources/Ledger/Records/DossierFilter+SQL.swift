import Certification
import GRDB

extension DossierFilter {
    /// A condition on the table `dossier`.
    var condition: (sql: String, arguments: StatementArguments) {
        var clauses = ["1"]
        var arguments = StatementArguments()
        func require(_ clause: String, _ values: [any DatabaseValueConvertible]) {
            clauses.append(clause)
            arguments += StatementArguments(values)
        }
        func places(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
        if !states.isEmpty {
            require("dossier.state IN (\(places(states.count)))", states.map(\.rawValue).sorted())
        }
        if !kinds.isEmpty {
            require("dossier.applicantKind IN (\(places(kinds.count)))", kinds.map(\.rawValue).sorted())
        }
        if let office { require("dossier.office = ?", [office.text]) }
        if let from { require("dossier.receivedAt >= ?", [from.milliseconds]) }
        if let until { require("dossier.receivedAt < ?", [until.milliseconds]) }
        for word in SearchText.folded(search).split(separator: " ") {
            require("instr(dossier.searchText, ?) > 0", [String(word)])
        }
        return (clauses.joined(separator: " AND "), arguments)
    }
}
