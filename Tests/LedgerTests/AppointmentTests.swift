import Certification
import Hashing
import Ledger
import TestSupport
import Testing

@Suite struct AppointmentTests {
    private let slot = AppointmentSlot(date: CivilDate(daysSince1970: 20_785), hour: 9)

    private func draft(_ office: TestOffice, _ slot: AppointmentSlot? = nil) throws -> AppointmentDraft {
        AppointmentDraft(
            slot: slot ?? self.slot,
            applicant: .account(try IdentityNumber("151804051"), try Applicant.Contact(name: "Nguyễn Thị Thu")),
            documentType: DocumentType(slug: "giay-khai-sinh", name: "Giấy khai sinh"),
            today: office.today
        )
    }

    private func message(
        _ appointment: AppointmentRecord, _ round: Int, _ purpose: DeliveryPurpose = .appointmentBooked
    ) throws -> [DeliveryDraft] {
        let name = "\(appointment.code.plainText).\(round)"
        return [
            DeliveryDraft(
                recipient: "0942077843", channel: .sms, purpose: purpose, messageID: "<\(name)@example.vn>",
                message: MessageFile(name: Array(name.utf8), hash: try SHA256.digest(of: name.utf8)),
                body: Array(name.utf8))
        ]
    }

    private func book(_ office: TestOffice, _ slot: AppointmentSlot? = nil) async throws -> AppointmentRecord {
        try await office.ledger.book(draft(office, slot), capacity: 2, office.occasion("command lan")) {
            try self.message($0, $1)
        }
    }

    @Test func theLastPlaceIsHadOnce() async throws {
        let office = try TestOffice()
        let codes = await withTaskGroup(of: String?.self) { group in
            // Whoever is refused has no code.
            for _ in 0..<40 { group.addTask { try? await book(office).code.text } }
            var codes: [String] = []
            for await case let code? in group { codes.append(code) }
            return codes
        }
        #expect(Set(codes).count == 2 && codes.count == 2)
        await #expect(throws: LedgerFault.slotFull(slot)) { try await book(office) }
        #expect(try await office.ledger.takenPlaces(from: office.today, through: slot.date) == [slot: 2])
        // Messages came into being with the appointments, and only with them.
        #expect(try await office.ledger.pendingDeliveries(dueBy: office.moment(after: 1), limit: 10).count == 2)
        let double = "UPDATE appointment SET place = 1, state = 'waiting'"
        #expect(try office.sqlite(double).status != 0, "the schema itself gives a place once")
        #expect(try await office.findings() == [])
    }

    @Test func aPlaceThatWasGivenUpIsFreeAgain() async throws {
        let office = try TestOffice()
        let (first, second) = (try await book(office), try await book(office))
        let later = AppointmentSlot(date: slot.date, hour: 10)
        let moved = try await office.ledger.reschedule(
            first.code, to: later, reason: "Cơ quan họp", capacity: 2, office.occasion()
        ) { _, _ in [] }
        #expect(moved.rescheduledTo == later && moved.bookedSlot == slot)
        _ = try await office.ledger.cancel(second.code, reason: "Bận", office.occasion()) { _, _ in [] }
        #expect(try await book(office).code != first.code)
        await #expect(throws: LedgerFault.appointmentNotWaiting(second.code, .cancelled)) {
            try await office.ledger.cancel(second.code, reason: "Bận", office.occasion()) { _, _ in [] }
        }
        let detail = try await office.ledger.detail(of: first.code)
        #expect(detail.history.map(\.content.kind) == [.appointmentBooked, .appointmentMoved])
        #expect(detail.deliveries.count == 1)
        #expect(try await office.findings() == [])
    }

    @Test(arguments: [
        "UPDATE appointment SET slot = '2026-11-30 10:00'", "UPDATE appointment SET name = 'Người khác'",
        "UPDATE appointment SET state = 'no-show'", "UPDATE delivery SET recipient = '0900000000'",
        "UPDATE appointmentCounter SET last = 9",
        "DROP TRIGGER appointment_is_never_removed; DELETE FROM delivery; DELETE FROM appointment",
    ])
    func whatWasEditedIsFound(sql: String) async throws {
        let office = try TestOffice()
        _ = try await book(office)
        #expect(try await office.findings() == [])
        try office.sqlite(sql).requireSuccess()
        #expect(try await !office.findings().isEmpty)
    }

    @Test func whatMayHaveBeenGivenBeforeARestorationIsNotGivenAgain() async throws {
        let office = try TestOffice()
        #expect(try await book(office).code.number == 1)
        let draft = RestorationDraft(
            office: office.code, anchors: 0, reason: "hỏng đĩa", positions: [], lastCodes: [], today: office.today,
            occasion: office.occasion())
        _ = try await office.ledger.recordRestoration(draft)
        #expect(try await book(office).code.number == 1001)
        #expect(try await office.findings() == [])
        try office.sqlite("UPDATE appointmentCounter SET last = 1").requireSuccess()
        #expect(try await !office.findings().isEmpty)
    }

    @Test func nobodyElseReadsIt() throws {
        let office = try TestOffice()
        for file in [office.path, office.path + "-wal", office.path + "-shm"] {
            #expect(try Tool.run("stat", ["--format", "%a", file]).output == "600\n", "\(file)")
        }
    }

    @Test func whoIsForgottenLeavesAnHourWithoutAName() async throws {
        let office = try TestOffice()
        let appointment = try await book(office)
        let identity = try IdentityNumber("151804051")
        await #expect(throws: LedgerFault.accountInUse([appointment.code.text])) {
            try await office.ledger.forget(identity, office.occasion())
        }
        _ = try await office.ledger.cancel(appointment.code, reason: "Bận", office.occasion()) {
            try self.message($0, $1, .appointmentCancelled)
        }
        await #expect(throws: LedgerFault.accountInUse([appointment.code.text]), "a message is on its way") {
            try await office.ledger.forget(identity, office.occasion())
        }
        let delivery = try #require(
            try await office.ledger.pendingDeliveries(dueBy: office.moment(after: 1), limit: 1).first)
        _ = try await office.ledger.beginAttempt(delivery.id, at: office.moment(after: 2))
        _ = try await office.ledger.recordAttempt(
            delivery.id, .accepted(detail: "0942077843"), at: office.moment(after: 2))
        _ = try await office.ledger.forget(identity, office.occasion())
        #expect(try await office.ledger.appointment(appointment.code).applicant == nil)
        let text = try office.sqlite(".dump appointment delivery deliveryAttempt account").output
        for secret in ["151804051", "Nguyễn", "0942077843"] { #expect(!text.contains(secret), "\(secret)") }
        try office.ledger.emptyLog()
        for secret in ["151804051", "Nguyễn", "nguyen", "0942077843"] {
            #expect(try !office.bytesHold(secret), "\(secret)")
        }
        #expect(try await office.findings() == [])
    }
}
