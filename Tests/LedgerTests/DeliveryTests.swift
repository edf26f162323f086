import Certification
import Ledger
import Testing

@Suite struct DeliveryTests {
    @Test func aDeliveryIsTriedUntilItIsAccepted() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        let pending = try await office.ledger.pendingDeliveries(dueBy: office.moment(after: 10), limit: 10)
        let delivery = try #require(pending.first)
        #expect(pending.count == 1 && delivery.dossier == code && delivery.round == 1 && delivery.attempts.isEmpty)

        #expect(try await office.ledger.beginAttempt(delivery.id, at: office.moment(after: 11)) == 1)
        await #expect(throws: LedgerFault.unknownDelivery) {
            try await office.ledger.beginAttempt(delivery.id, at: office.moment(after: 11))
        }
        let retryAt = office.moment(after: 30)
        #expect(
            try await office.ledger.recordAttempt(
                delivery.id, .deferred(detail: "451 greylisted", retryAt: retryAt), at: office.moment(after: 12)
            ) == .pending
        )
        #expect(try await office.ledger.pendingDeliveries(dueBy: office.moment(after: 29), limit: 10).isEmpty)
        #expect(try await office.ledger.pendingDeliveries(dueBy: retryAt, limit: 10).count == 1)
        #expect(try await office.ledger.beginAttempt(delivery.id, at: retryAt) == 2)
        #expect(
            try await office.ledger.recordAttempt(delivery.id, .accepted(detail: "250 ok"), at: retryAt) == .sent
        )
        let record = try #require(try await office.ledger.deliveries(of: code).first)
        #expect(record.status == .sent && record.draft == delivery.draft)
        #expect(record.attempts.map(\.result) == [.deferred, .accepted])
        #expect(record.attempts.map(\.detail) == ["451 greylisted", "250 ok"])
    }

    @Test func whatWasUnderWayIsSentAgainWithTheSameIdentity() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        let before = try #require(try await office.ledger.deliveries(of: code).first)
        _ = try await office.ledger.beginAttempt(before.id, at: office.moment(after: 11))
        try office.ledger.close()

        let again = try Ledger.open(path: office.path, access: .readWrite)
        #expect(try await again.pendingDeliveries(dueBy: office.moment(after: 60), limit: 10).isEmpty)
        #expect(try await again.requeueInterrupted(at: office.moment(after: 60)) == 1)
        let after = try #require(
            try await again.pendingDeliveries(dueBy: office.moment(after: 60), limit: 10).first
        )
        #expect(after.draft == before.draft && after.attempts.map(\.result) == [.interrupted])
        #expect(try await again.beginAttempt(after.id, at: office.moment(after: 61)) == 2)
    }

    @Test func sendingAgainIsANewRound() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        try await office.advance(code, .giveUp(reason: "550 no such user"))
        #expect(try await office.ledger.dossier(code).state == .undeliverable)
        try await office.advance(code, .resend, deliveries: [office.delivery(of: code, round: 2)])
        #expect(try await office.ledger.deliveries(of: code).map(\.round) == [1, 2])
        #expect(try await office.ledger.dossier(code).reason == nil)
        // A message identity is used once, whoever the recipient is.
        try await office.advance(code, .deliver)
        await #expect(throws: LedgerFault.self) {
            try await office.advance(code, .resend, deliveries: [office.delivery(of: code, round: 2)])
        }
        #expect(try await office.ledger.dossier(code).state == .delivered)
    }

    @Test func whatCameBackIsUnderTheChain() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        let delivery = try #require(try await office.ledger.deliveries(of: code).first)
        let messageID = delivery.draft.messageID
        #expect(
            try await office.ledger.recordBounce(messageID: messageID, reason: "sớm", at: office.moment(after: 11))
                == nil)
        _ = try await office.ledger.beginAttempt(delivery.id, at: office.moment(after: 11))
        _ = try await office.ledger.recordAttempt(
            delivery.id, .accepted(detail: "250 ok"), at: office.moment(after: 12))
        try await office.advance(code, .deliver)
        #expect(
            try await office.ledger.recordBounce(messageID: messageID, reason: "550", at: office.moment(after: 13))
                == code)
        #expect(
            try await office.ledger.recordBounce(messageID: messageID, reason: "550", at: office.moment(after: 14))
                == nil)
        let record = try #require(try await office.ledger.deliveries(of: code).first)
        #expect(record.status == .failed && record.attempts.map(\.result) == [.accepted, .refused])
        let told = try office.sqlite("SELECT kind FROM event WHERE kind IN ('sent', 'failed') ORDER BY sequence").output
        #expect(told == "sent\nfailed\n")
        #expect(try await office.ledger.dossiersDecided() == [code])
        #expect(try await office.findings() == [])
    }

    @Test(arguments: [
        "UPDATE deliveryAttempt SET detail = 'x' WHERE number = 1",
        "UPDATE deliveryAttempt SET detail = 'x' WHERE number = 2", "DELETE FROM deliveryAttempt WHERE number = 2",
        "UPDATE delivery SET status = 'SENT', decidedEvent = acceptedEvent, acceptedEvent = NULL",
        "UPDATE delivery SET acceptedEvent = NULL",
    ])
    func aReturnThatWasEditedIsFound(sql: String) async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        let delivery = try #require(try await office.ledger.deliveries(of: code).first)
        _ = try await office.ledger.beginAttempt(delivery.id, at: office.moment(after: 11))
        _ = try await office.ledger.recordAttempt(
            delivery.id, .accepted(detail: "250 ok"), at: office.moment(after: 12))
        _ = try await office.ledger.recordBounce(
            messageID: delivery.draft.messageID, reason: "550", at: office.moment(after: 13))
        #expect(try office.sqlite(sql).status == 0)
        #expect(try await office.findings() != [])
    }

    @Test func whatWasAnnulledWaitsForNothing() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        #expect(try await office.ledger.nextDelivery() != nil)
        #expect(try await office.ledger.waitingDeliveries(createdBy: office.moment(after: 60)).count == 1)
        try await office.ledger.annul(code, reason: "nhầm", office.occasion(after: 11))
        #expect(try await office.ledger.nextDelivery() == nil)
        #expect(try await office.ledger.waitingDeliveries(createdBy: office.moment(after: 60)).isEmpty)
        #expect(try await office.ledger.dossiersDecided().isEmpty)
    }
}
