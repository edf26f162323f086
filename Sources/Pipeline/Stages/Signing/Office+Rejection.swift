import Certification
import Ledger

extension Office {
    /// The leader returns a dossier to the officer.
    func reject(
        _ code: DossierCode,
        document: consuming DocumentAtHand? = nil,
        because rejection: Rejection,
        actor: String
    ) async throws {
        let record = try await requireState(of: code, for: .reject)
        let document = try await atDesk(record, orMoved: document)
        let plan = StepPlan(
            change: .reject(reason: rejection.text, ground: rejection.ground),
            folder: .rejected,
            name: try fileName(of: record),
            occasion: Occasion(at: clock.now(), actor: actor)
        )
        _ = try await carry(document, of: code, plan)
    }
}
