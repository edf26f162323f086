// The directory of accounts: who comes to the office and how they are reached.
//
// Called by commands. Promises: what is entered follows the rules of its field, and what is left out stays as it is known;
// dossiers that were made of an account keep what they were made of.

import Certification
import Ledger
import Spool

extension Office {
    func perform(_ act: OfficeRequest.AccountAct, actor: String) async -> [OperationResult] {
        let occasion = Occasion(at: clock.now(), actor: actor)
        switch act {
        case .add(let fields):
            return [await result(of: fields.identity) { try await self.addAccount(fields, occasion) }]
        case .edit(let identity, let fields):
            return [await result(of: identity) { try await self.editAccount(identity, fields, occasion) }]
        case .forget(let identity):
            return [
                await result(of: identity) {
                    try await self.forget(try IdentityNumber(identity), occasion)
                    return nil
                }
            ]
        case .load(let lines):
            return await loadAccounts(lines, occasion)
        }
    }

    private func result(
        of subject: String?, _ act: () async throws -> AccountRow?
    ) async -> OperationResult {
        do {
            return OperationResult(subject: subject ?? "", account: try await act())
        } catch {
            // Who it is about is personal data that a complaint need not repeat.
            return OperationResult(subject: "", fault: FaultDocument(describing: error))
        }
    }

    private func addAccount(_ fields: AccountFields, _ occasion: Occasion) async throws -> AccountRow? {
        let account = try fields.account(today: clock.local(occasion.at).date)
        try await ledger.save(account, isNew: true, occasion)
        return try await row(account.identity)
    }

    private func editAccount(
        _ identity: String, _ fields: AccountFields, _ occasion: Occasion
    ) async throws -> AccountRow? {
        guard let known = try await ledger.account(try IdentityNumber(identity)) else {
            throw LedgerFault.unknownAccount
        }
        let account = try fields.falling(backOn: AccountFields(known.account))
            .account(today: clock.local(occasion.at).date)
        try await ledger.save(account, isNew: false, occasion)
        return try await row(account.identity)
    }

    private func row(_ identity: IdentityNumber) async throws -> AccountRow? {
        try await ledger.account(identity).map { AccountRow($0, clock: clock) }
    }

    /// What was entered, over what is known of the person already.
    ///
    /// - Parameter sooner: what the same act has entered of them before.
    func account(_ fields: AccountFields, today: CivilDate, after sooner: Account? = nil) async throws -> Account {
        var known = sooner
        if known == nil { known = try await ledger.account(try IdentityNumber(fields.identity ?? ""))?.account }
        return try (known.map { fields.falling(backOn: AccountFields($0)) } ?? fields).account(today: today)
    }

    /// Lines that are right are taken over, the others are named.
    private func loadAccounts(_ lines: [OfficeRequest.AccountLine], _ occasion: Occasion) async -> [OperationResult] {
        let today = clock.local(occasion.at).date
        var accounts: [(place: String, account: Account)] = []
        var latest: [IdentityNumber: Account] = [:]
        var refused: [OperationResult] = []
        for line in lines {
            do {
                let sooner = latest[try IdentityNumber(line.fields.identity ?? "")]
                let account = try await account(line.fields, today: today, after: sooner)
                latest[account.identity] = account
                accounts.append((line.place, account))
            } catch {
                refused.append(OperationResult(subject: line.place, fault: FaultDocument(describing: error)))
            }
        }
        do {
            let savings = try await ledger.save(accounts.map(\.account), occasion)
            let saved = zip(accounts, savings).map { OperationResult(subject: $0.place, saving: $1.rawValue) }
            return saved + refused
        } catch {
            return [OperationResult(subject: lines.first?.place ?? "", fault: FaultDocument(describing: error))]
        }
    }

    // MARK: Dossiers

    /// What a form says, with what the directory knows of the account that it names.
    func completed(_ fields: FormFields) async throws -> FormFields {
        guard let text = fields.account, !text.isBlank,
            let account = try await ledger.account(try IdentityNumber(text))?.account
        else { return fields }
        return fields.falling(
            backOn: FormFields(
                email: account.contact.email?.text, name: account.name, phone: account.contact.phone?.text))
    }
}
