// What people ask of the directory of accounts. Takes no lock and disturbs nobody.

import Certification
import Ledger

extension OfficeReader {
    /// Accounts by number, or by words of name, telephone, address.
    ///
    /// - Throws: ``InvalidEntry`` for a whole tax code whose check digit is wrong: nobody has it.
    package func accounts(
        _ search: String, kinds: [String] = [], limit: Int? = nil, offset: Int = 0
    ) async throws -> [AccountRow] {
        try await ledger.accounts(try filter(search, kinds, limit, offset)).map { AccountRow($0, clock: clock) }
    }

    /// How many there are, whatever limit and offset.
    package func countAccounts(_ search: String, kinds: [String] = []) async throws -> Int {
        try await ledger.count(try filter(search, kinds, nil, 0))
    }

    private func filter(
        _ search: String, _ kinds: [String], _ limit: Int?, _ offset: Int
    ) throws -> AccountFilter {
        var filter = AccountFilter()
        for kind in kinds {
            guard let known = ApplicantKind(rawValue: kind) else { throw QueryFault.unknownKind(kind) }
            filter.kinds.insert(known)
        }
        guard limit ?? 0 >= 0 else { throw QueryFault.negative("--limit") }
        guard offset >= 0 else { throw QueryFault.negative("--offset") }
        do throws(InvalidEntry) {
            filter.search = try IdentityNumber(search).text
        } catch {
            if error.problem == .taxCheckDigit { throw error }
            // Part of a number, a name, anything else.
            filter.search = search
        }
        filter.limit = limit
        filter.offset = offset
        return filter
    }
}
