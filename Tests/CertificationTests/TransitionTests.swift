import Certification
import Testing

@Suite struct TransitionTests {
    /// Every way that exists; all others must be refused.
    private static let allowed: [(Transition, DossierState?, DossierState)] = [
        (.takeIn, nil, .scanned),
        (.submit, .scanned, .awaitingSignature),
        (.submit, .rejected, .awaitingSignature),
        (.replaceScan, .scanned, .scanned),
        (.replaceScan, .rejected, .rejected),
        (.sign, .awaitingSignature, .awaitingSeal),
        (.reject, .awaitingSignature, .rejected),
        (.handBack, .awaitingSeal, .rejected),
        (.cancel, .scanned, .cancelled),
        (.cancel, .rejected, .cancelled),
        (.stamp, .awaitingSeal, .outbox),
        (.deliver, .outbox, .delivered),
        (.giveUp, .outbox, .undeliverable),
        (.giveUp, .delivered, .undeliverable),
        (.resend, .delivered, .outbox),
        (.resend, .undeliverable, .outbox),
        (.annul, .outbox, .annulled),
        (.annul, .delivered, .annulled),
        (.annul, .undeliverable, .annulled),
    ]

    @Test(arguments: Transition.allCases)
    func onlyTheWaysOfTheTableExist(transition: Transition) {
        for state in DossierState.allCases.map(Optional.some) + [nil] {
            let expected = TransitionTests.allowed.first { $0.0 == transition && $0.1 == state }?.2
            #expect(transition.target(from: state) == expected, "\(transition) from \(String(describing: state))")
        }
    }

    @Test func theSealComesOnlyAfterTheSignature() {
        #expect(Transition.stamp.from == [.awaitingSeal])
        #expect(Transition.allCases.filter { $0.target(from: .awaitingSignature) == .awaitingSeal } == [.sign])
    }

    @Test func statesHaveTheNamesOfTheContract() {
        #expect(
            DossierState.allCases.map(\.rawValue) == [
                "scanned", "awaiting-signature", "rejected", "cancelled", "awaiting-seal", "outbox", "delivered",
                "undeliverable", "annulled",
            ]
        )
    }
}
