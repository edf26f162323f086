import Certification
import TestSupport
import Testing

@testable import Ledger

/// Many changes at once: they share the wait for the medium and nothing else.
@Suite(.blocking) struct GroupCommitTests {
    @Test func manyAtOnceAllHappen() async throws {
        let office = try TestOffice()
        let before = office.ledger.syncCount
        let count = 200
        let codes = try await withThrowingTaskGroup { group in
            for number in 0..<count { group.addTask { try await office.takeIn("\(number).pdf") } }
            return try await group.reduce(into: Set<DossierCode>()) { $0.insert($1) }
        }
        #expect(codes.count == count)
        #expect(codes.map(\.number).sorted() == Array(1...count))
        #expect(try await office.findings() == [])
        // Prepared, committed, finished: three each, were they alone.
        #expect(office.ledger.syncCount - before < 3 * count)
    }

    @Test func oneThatFailsHindersNoOther() async throws {
        let office = try TestOffice()
        let failures = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<60 {
                group.addTask {
                    do {
                        try await office.ledger.write { database in
                            try database.run("INSERT INTO dossierCounter VALUES ('A', '\(100_000 + number)', 1)", [])
                            if number % 3 == 0 { throw LedgerFault.busy }
                        }
                        return false
                    } catch {
                        return true
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(failures == 20)
        let stored = try await office.ledger.read {
            try $0.rows("SELECT dayDigits FROM dossierCounter") { $0["dayDigits"] as String }
        }
        #expect(Set(stored) == Set((0..<60).filter { $0 % 3 != 0 }.map { "\(100_000 + $0)" }))
    }

    /// A rule that SQLite looks at only when all is committed: the one that breaks it is found by trying each alone.
    @Test func oneThatCannotBeCommittedHindersNoOther() async throws {
        let office = try TestOffice()
        let failures = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                group.addTask {
                    do {
                        try await office.ledger.write { database in
                            let dossier = number == 7 ? "'nobody'" : "NULL"
                            let last = try database.row("SELECT max(sequence) AS n FROM event", [])
                            let next = (last?["n"] as Int? ?? 0) + 1
                            try database.execute(
                                sql: """
                                    INSERT INTO event (sequence, at, kind, dossier, actor, previousHash, hash)
                                    VALUES (\(next), 0, 'anchor', \(dossier), 'test', zeroblob(32), zeroblob(32))
                                    """)
                        }
                        return false
                    } catch {
                        return true
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(failures == 1)
        let count = try await office.ledger.read { try $0.row("SELECT count(*) AS n FROM event", [])?["n"] as Int? }
        #expect(count == 39)
    }

    private enum Fate: CaseIterable {
        case kept
        /// Writes, and thinks better of it.
        case thrown
        /// Breaks a rule of the schema at once.
        case refused
        /// Breaks one that is looked at when the transaction ends.
        case refusedAtTheEnd
    }

    private static func write(_ ordinal: Int, _ fate: Fate, _ office: TestOffice) async -> Bool {
        do {
            let stranger = try #require(DossierCode("G22.99-010120-000001"))
            try await office.ledger.write { database in
                try database.run(
                    "INSERT INTO dossierCounter (office, dayDigits, last) VALUES (?, '231126', 1)", ["G\(ordinal)"])
                switch fate {
                case .kept: break
                case .thrown: throw LedgerFault.unknownDelivery
                case .refused:
                    try database.run(
                        "INSERT INTO dossierCounter (office, dayDigits, last) VALUES (?, '231127', 0)", ["G\(ordinal)"])
                case .refusedAtTheEnd:
                    let content = EventRecord.Content(
                        occasion: office.occasion(), kind: .formEdited, dossier: stranger, from: nil, to: nil,
                        fileHash: nil, note: nil, recordHash: nil)
                    _ = try database.append(content)
                }
            }
            return true
        } catch {
            return false
        }
    }

    @Test("A write that fails, whenever it does, changes nothing and takes no other with it; each is told its own fate")
    func fates() async throws {
        let office = try TestOffice()
        let told = await withTaskGroup(of: (Int, Fate, Bool).self) { group in
            for ordinal in 0..<200 {
                // Most are kept; a write that is refused at the end comes now and then.
                let fate: Fate =
                    switch ordinal % 20 {
                    case 3, 11: .thrown
                    case 7: .refused
                    case 13: .refusedAtTheEnd
                    default: .kept
                    }
                group.addTask { (ordinal, fate, await Self.write(ordinal, fate, office)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(told.allSatisfy { ($0.1 == .kept) == $0.2 })
        let stored = try office.sqlite("SELECT office || ' ' || dayDigits FROM dossierCounter").output
        let kept = told.filter { $0.1 == .kept }.map { "G\($0.0) 231126" }
        #expect(stored.split(separator: "\n").map(String.init).sorted() == kept.sorted())
        #expect(try office.sqlite("SELECT COUNT(*) FROM event WHERE kind = 'edit'").output == "0\n")
    }
}
