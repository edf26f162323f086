// Accounts: the office's directory of citizens and businesses.
//
// Called by commands and by the intake of appointments. Promises: an account is under the chain from its first writing
// to its forgetting, and no event holds anything of the person: its hash is salted, and the salt goes with the row.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// `nil` for somebody whom the office does not know.
    package func account(_ identity: IdentityNumber) async throws(LedgerFault) -> AccountRecord? {
        try await read { try $0.account(identity) }
    }

    /// By name.
    package func accounts(_ filter: AccountFilter) async throws(LedgerFault) -> [AccountRecord] {
        try await read { database in
            let condition = filter.condition
            return try database.rows(
                "SELECT * FROM \(condition.sql) ORDER BY name, identity LIMIT \(filter.limit ?? -1) OFFSET \(filter.offset)",
                condition.arguments, AccountRecord.init(row:))
        }
    }

    /// How many there are, whatever the limit.
    package func count(_ filter: AccountFilter) async throws(LedgerFault) -> Int {
        try await read { database in
            let condition = filter.condition
            return try database.row("SELECT COUNT(*) AS n FROM \(condition.sql)", condition.arguments)?.value("n") ?? 0
        }
    }

    /// Writes accounts, in one transaction; those that are there are changed.
    package func save(
        _ accounts: [Account], _ occasion: Occasion
    ) async throws(LedgerFault) -> [AccountSaving] {
        try await write { database in try accounts.map { try database.save($0, occasion) } }
    }

    /// Writes an account that must not be there, or must.
    /// - Throws: ``LedgerFault/accountExists``, ``LedgerFault/unknownAccount``.
    package func save(_ account: Account, isNew: Bool, _ occasion: Occasion) async throws(LedgerFault) {
        try await write { database in
            let isKnown = try database.account(account.identity) != nil
            guard isKnown != isNew else { throw isKnown ? LedgerFault.accountExists : LedgerFault.unknownAccount }
            _ = try database.save(account, occasion)
        }
    }
}

extension Database {
    func account(_ identity: IdentityNumber) throws -> AccountRecord? {
        try row("SELECT * FROM account WHERE identity = ?", [identity.text]).map(AccountRecord.init(row:))
    }

    func save(_ account: Account, _ occasion: Occasion) throws -> AccountSaving {
        let known = try self.account(account.identity)
        if known?.account == account { return .unchanged }
        var row = AccountRecord.row(account, salt: .salt(), addedAt: known?.addedAt ?? occasion.at)
        let kind = known == nil ? EventKind.accountAdded : .accountEdited
        let event = try append(.ofOffice(kind, nil, try row.digest(), occasion))
        row.set("searchText", account.searchText)
        row.set("event", event)
        try row.save(into: self, key: "identity")
        return known == nil ? .added : .changed
    }
}
