import Certification
import Hashing
import Ledger
import TestSupport
import Testing

/// What nobody is to get any more waits for nothing: it has failed, with the reason, and the chain says so.
@Suite struct WithdrawalTests {
    private func news(
        _ purpose: DeliveryPurpose
    ) -> @Sendable (AppointmentRecord, Int) throws -> [DeliveryDraft] {
        { appointment, round in
            let name = "\(appointment.code.plainText).\(round)"
            return [
                DeliveryDraft(
                    recipient: "0942077843", channel: .sms, purpose: purpose, messageID: "<\(name)@example.vn>",
                    message: MessageFile(name: Array(name.utf8), hash: try SHA256.digest(of: name.utf8)),
                    body: Array("0942077843 \(name)".utf8))
            ]
        }
    }

    private func book(_ office: TestOffice) async throws -> AppointmentCode {
        let draft = AppointmentDraft(
            slot: AppointmentSlot(date: office.today.adding(days: 5), hour: 9),
            applicant: .account(try IdentityNumber("151804051"), try Applicant.Contact(name: "Nguyễn Thị Thu")),
            documentType: DocumentType(slug: "giay-khai-sinh", name: "Giấy khai sinh"), today: office.today)
        return try await office.ledger.book(
            draft, capacity: 2, office.occasion(), messages: news(.appointmentBooked)
        ).code
    }

    private func purposesWaiting(_ office: TestOffice) async throws -> [DeliveryPurpose] {
        try await office.ledger.pendingDeliveries(dueBy: office.moment(after: 600), limit: 10).map(\.draft.purpose)
    }

    @Test func ofAnAnnulledCopy() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        try await office.ledger.annul(code, reason: "nhầm", office.occasion(after: 11))
        let delivery = try #require(try await office.ledger.deliveries(of: code).first)
        #expect(delivery.status == .failed && delivery.attempts.map(\.result) == [.refused])
        #expect(delivery.attempts.first?.detail?.contains("hủy giá trị") == true)
        #expect(try await office.ledger.undecidedMessages().isEmpty)
        #expect(try await office.ledger.dossiersDecided().isEmpty)
        #expect(try await office.findings() == [])
    }

    @Test(arguments: [true, false])
    func ofACopyThatIsAnnulledWhileItIsBeingSent(isInterrupted: Bool) async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        let delivery = try #require(try await office.ledger.deliveries(of: code).first)
        _ = try await office.ledger.beginAttempt(delivery.id, at: office.moment(after: 10))
        try await office.ledger.annul(code, reason: "nhầm", office.occasion(after: 11))
        #expect(try await office.ledger.deliveries(of: code).first?.status == .attempting)
        if isInterrupted {
            #expect(try await office.ledger.requeueInterrupted(at: office.moment(after: 12)) == 1)
        } else {
            let put = AttemptOutcome.deferred(detail: "451", retryAt: office.moment(after: 20))
            #expect(
                try await office.ledger.recordAttempt(delivery.id, put, at: office.moment(after: 12)) == .failed)
        }
        let after = try #require(try await office.ledger.deliveries(of: code).first)
        #expect(after.status == .failed && after.attempts.count == 2 && after.attempts.last?.result == .refused)
        #expect(try await office.findings() == [])
    }

    @Test func onlyTheLastNewsOfAnAppointmentIsTold() async throws {
        let office = try TestOffice()
        let code = try await book(office)
        #expect(try await purposesWaiting(office) == [.appointmentBooked])
        let later = AppointmentSlot(date: office.today.adding(days: 5), hour: 10)
        _ = try await office.ledger.reschedule(
            code, to: later, reason: "họp", capacity: 2, office.occasion(), messages: news(.appointmentMoved))
        #expect(try await purposesWaiting(office) == [.appointmentMoved])
        _ = try await office.ledger.cancel(
            code, reason: "bận", office.occasion(), messages: news(.appointmentCancelled))
        #expect(try await purposesWaiting(office) == [.appointmentCancelled])
        #expect(try await office.ledger.undecidedMessages().count == 1)
        let told = try await office.ledger.detail(of: code).deliveries
        #expect(told.map(\.status) == [.failed, .failed, .pending])
        #expect(told.map { $0.draft.body == nil } == [true, true, false], "what is decided keeps no text")
        #expect(try await office.findings() == [])
    }

    @Test func whoDidNotComeOrCameIsToldNothingMore() async throws {
        let office = try TestOffice()
        let (missed, silent) = (try await book(office), try await book(office))
        _ = try await office.ledger.recordNoShow(missed, office.occasion())
        _ = try await office.ledger.cancel(silent, reason: "bận", office.occasion()) { _, _ in [] }
        #expect(try await purposesWaiting(office).isEmpty)
        #expect(try await office.findings() == [])
    }

    @Test func whatWasSentKeepsNoText() async throws {
        let office = try TestOffice()
        let code = try await book(office)
        let waiting = try #require(
            try await office.ledger.pendingDeliveries(dueBy: office.moment(after: 1), limit: 1).first)
        _ = try await office.ledger.beginAttempt(waiting.id, at: office.moment(after: 2))
        _ = try await office.ledger.recordAttempt(waiting.id, .accepted(detail: ""), at: office.moment(after: 2))
        #expect(try await office.ledger.detail(of: code).deliveries.map(\.draft.body) == [nil])
        #expect(try await office.findings() == [])
    }
}
