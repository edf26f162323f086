import Certification
import TestSupport
import Testing

@testable import Ledger

/// Writes at the same time share a transaction, and nothing else.
@Suite struct GroupCommitTests {
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
