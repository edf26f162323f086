import Certification
import Synchronization
import Testing

@testable import Pipeline

struct TurnsTests {
    /// Notices when two act on one dossier.
    private final class Witness: Sendable {
        struct Tally {
            var active: Set<DossierCode> = []
            var overlaps = 0
            var acts = 0
        }

        let tally = Mutex(Tally())

        func act(_ code: DossierCode) async {
            tally.withLock { if !$0.active.insert(code).inserted { $0.overlaps += 1 } }
            await Task.yield()
            tally.withLock { tally in
                tally.active.remove(code)
                tally.acts += 1
            }
        }
    }

    @Test("one act at a time for each dossier, and none is forgotten")
    func turns() async throws {
        let turns = Turns<DossierCode>()
        let codes = (1...3).compactMap { DossierCode("G22.99-231126-00000\($0)") }
        try #require(codes.count == 3)
        let witness = Witness()
        await withTaskGroup { group in
            for index in 0..<300 {
                let code = codes[index % codes.count]
                group.addTask { await turns.exclusively(code) { await witness.act(code) } }
            }
        }
        let tally = witness.tally.withLock { $0 }
        #expect(tally.overlaps == 0 && tally.acts == 300 && tally.active.isEmpty)
    }

    @Test("a failed act lets the next one begin")
    func failures() async throws {
        let turns = Turns<DossierCode>()
        let code = try #require(DossierCode("G22.99-231126-000001"))
        await #expect(throws: StepFault.self) {
            try await turns.exclusively(code) { throw StepFault.resultMissing(code) }
        }
        #expect(await turns.exclusively(code) { true })
    }
}
