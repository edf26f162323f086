import Certification
import GRDB

/// An account as the ledger keeps it.
package struct AccountRecord: Sendable, Hashable {
    static let table = "account"
    static let hashedColumns = ["identity", "kind", "name", "birth", "phone", "email", "address", "salt", "addedAt"]

    package let account: Account
    package let addedAt: Moment
}

/// What saving an account did.
package enum AccountSaving: String, Sendable, Codable {
    case added
    case changed
    /// It was there with the very same content.
    case unchanged
}

/// Which accounts to list. What is left out does not restrict.
package struct AccountFilter: Sendable {
    package var kinds: Set<ApplicantKind> = []
    /// Words of name, number, telephone, e-mail or address, with or without diacritics.
    package var search = ""
    /// All of them when `nil`.
    package var limit: Int?
    package var offset = 0

    package init() {}

    /// What follows FROM.
    var condition: (sql: String, arguments: StatementArguments) {
        var clauses = ["1"]
        var arguments = StatementArguments()
        if !kinds.isEmpty {
            clauses.append("kind IN (\(Array(repeating: "?", count: kinds.count).joined(separator: ", ")))")
            arguments += StatementArguments(kinds.map(\.rawValue).sorted())
        }
        for word in SearchText.folded(search).split(separator: " ") {
            clauses.append("instr(searchText, ?) > 0")
            arguments += [String(word)]
        }
        return ("account WHERE \(clauses.joined(separator: " AND "))", arguments)
    }
}
