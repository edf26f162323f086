// Requests: what people ask by command, in this process or over the control socket.
//
// Every dossier named is tried, several at a time; each has its own result, and one that fails hinders no other.

import Certification
import Faults
import Glibc
import Ledger
import Spool

extension Office {
    package func perform(_ request: OfficeRequest, userID: UInt32 = geteuid()) async -> [OperationResult] {
        let actor = Actor.command(userID: userID)
        switch request {
        case .ping:
            return []
        case .obstacles:
            return obstacles.all.map { OperationResult(subject: $0, fault: $1) }
                + retries.all.map { OperationResult(subject: layout.path(of: $0) + "/" + $1.display, fault: $2) }
        case .submit(let submission):
            return await each(submission.subjects) { subject, _ in
                try await self.submit(subject: subject, fields: submission.fields, actor: actor)
            }
        case .edit(let change):
            return await each([change.code]) { subject, _ in
                let code = try Self.code(subject)
                try await self.turns.exclusively(code) { try await self.edit(code, change, actor: actor) }
                return code
            }
        case .sign(let selection, let signer):
            return await each(selection, on: .awaitingSignature) { code in
                try await self.sign(code, signerID: signer, actor: actor)
            }
        case .reject(let codes, let reason, let ground):
            return await each(.codes(codes), on: .awaitingSignature) { code in
                try await self.sendBack(code, because: Rejection(ground: ground, words: reason), actor: actor)
            }
        case .cancel(let codes, let reason):
            return await each(.codes(codes), on: .scanned) { code in
                try await self.cancel(code, reason: Reason(reason).text, actor: actor)
            }
        case .stamp(let selection, let book):
            return await stamp(selection, book: book, actor: actor)
        case .resend(let codes, let email):
            return await each(.codes(codes), on: .delivered) { code in
                try await self.resend(code, email: email, actor: actor)
            }
        case .annul(let codes, let reason):
            return await each(.codes(codes), on: .delivered) { code in
                try await self.annul(code, reason: Reason(reason), actor: actor)
            }
        case .book(let name, let act):
            return [await perform(act, onBook: name, actor: actor)]
        case .account(let act):
            return await perform(act, actor: actor)
        case .appointment(let act):
            return await perform(act, actor: actor)
        case .rate(let code, let level):
            return [await rate(code, level, actor: actor)]
        case .refuse(let wish):
            return [await refuse(wish, actor: actor)]
        case .anchor:
            return [await anchor(actor: actor)]
        case .backup(let directory):
            return [await backUp(to: directory, actor: actor)]
        }
    }

    /// Numbers follow the order in which the dossiers are named; the rest of the work is done side by side.
    private func stamp(_ selection: OfficeRequest.Selection, book: String?, actor: String) async -> [OperationResult] {
        if case .codes(let codes) = selection, codes.count == 1 {
            return await each(selection, on: .awaitingSeal) { code in
                try await self.stamp(code, book: book, actor: actor)
            }
        }
        // One list at a time: two that name the same dossiers in another order would wait for each other.
        return await affairs.exclusively(.numbering) {
            let line = NumberLine()
            return await eachInOrder(selection, on: .awaitingSeal) { subject, index in
                let turn = NumberLine.Turn(line, index: index)
                defer { turn.pass() }
                let code = try Self.code(subject)
                try await self.turns.exclusively(code) {
                    try await self.stamp(code, book: book, turn: turn, actor: actor)
                }
                return code
            }
        }
    }

    // MARK: Many dossiers

    private func each(
        _ selection: OfficeRequest.Selection,
        on state: DossierState,
        _ act: @escaping @Sendable (DossierCode) async throws -> Void
    ) async -> [OperationResult] {
        await eachInOrder(selection, on: state) { subject, _ in
            let code = try Self.code(subject)
            try await self.turns.exclusively(code) { try await act(code) }
            return code
        }
    }

    /// - Parameter act: given the dossier's code as it was named and its place in the order, from 0; begun in that order.
    private func eachInOrder(
        _ selection: OfficeRequest.Selection,
        on state: DossierState,
        _ act: @escaping @Sendable (String, Int) async throws -> DossierCode
    ) async -> [OperationResult] {
        let subjects: [String]
        switch selection {
        case .codes(let codes):
            // A code named twice is one dossier.
            var seen: Set<String> = []
            subjects = codes.filter { seen.insert($0).inserted }
        case .all:
            var filter = DossierFilter()
            filter.states = [state]
            do {
                subjects = try await ledger.dossiers(filter).map(\.code.text)
            } catch {
                return [OperationResult(subject: state.rawValue, fault: FaultDocument(describing: error))]
            }
        }
        return await each(subjects, act)
    }

    /// Results in the order of the subjects.
    private func each(
        _ subjects: [String],
        _ act: @escaping @Sendable (String, Int) async throws -> DossierCode
    ) async -> [OperationResult] {
        var results: [OperationResult?] = Array(repeating: nil, count: subjects.count)
        await withTaskGroup(of: (Int, OperationResult).self) { group in
            var pending = subjects.enumerated().makeIterator()
            let start: (inout TaskGroup<(Int, OperationResult)>) -> Void = { group in
                guard let (index, subject) = pending.next() else { return }
                group.addTask { (index, await self.result(of: subject) { try await act($0, index) }) }
            }
            for _ in 0..<Self.width { start(&group) }
            while let (index, result) = await group.next() {
                results[index] = result
                start(&group)
            }
        }
        return results.compactMap { $0 }
    }

    private func result(
        of subject: String,
        _ act: @Sendable (String) async throws -> DossierCode
    ) async -> OperationResult {
        do {
            let code = try await act(subject)
            return OperationResult(subject: subject, dossier: try await document(of: code))
        } catch {
            return OperationResult(subject: subject, fault: FaultDocument(describing: error))
        }
    }

    // MARK: Subjects

    static func code(_ text: String) throws(IntakeFault) -> DossierCode {
        guard let code = DossierCode(text) else { throw .noSuchFile(path: text) }
        return code
    }

    private func edit(_ code: DossierCode, _ change: OfficeRequest.FormChange, actor: String) async throws {
        if let scan = change.scan { try await replaceScan(code, with: try Self.open(scan), actor: actor) }
        if change.scan == nil || change.fields != FormFields() {
            try await edit(code, fields: change.fields, actor: actor)
        }
    }

    static func open(_ path: String) throws -> ReadableFile {
        let (folder, name) = try place(of: path)
        do {
            return try folder.openRegular(name)
        } catch SpoolFault.system(_, _, ENOENT) {
            throw IntakeFault.noSuchFile(path: path)
        }
    }

    /// The folder of a file that a command names by its absolute path, and the file's name in it.
    static func place(of path: String) throws -> (folder: Directory, name: FileName) {
        guard let slash = path.lastIndex(of: "/"), let name = FileName(path[path.index(after: slash)...]) else {
            throw IntakeFault.noSuchFile(path: path)
        }
        do {
            let folder = String(path[..<slash])
            return (try Directory.open(path: folder.isEmpty ? "/" : folder), name)
        } catch SpoolFault.system(_, _, ENOENT), SpoolFault.system(_, _, ENOTDIR) {
            throw IntakeFault.noSuchFile(path: path)
        }
    }

    // MARK: Anchors and backups

    private func anchor(actor: String) async -> OperationResult {
        do {
            return OperationResult(subject: "", anchor: try await layAnchor(actor: actor))
        } catch {
            return OperationResult(subject: "", fault: FaultDocument(describing: error))
        }
    }

    private func backUp(to directory: String, actor: String) async -> OperationResult {
        do {
            return OperationResult(subject: directory, backup: try await backUp(to: directory, by: actor))
        } catch {
            return OperationResult(subject: directory, fault: FaultDocument(describing: error))
        }
    }
}
