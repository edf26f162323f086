import Foundation
import TestSupport
import Testing

/// What waits while a server is away, and becomes pointless meanwhile.
@Suite(.blocking) struct WithdrawalJourneyTests {
    @Test("a copy that is annulled while its mail waits is never sent, and nothing of it waits any more")
    func annulled() async throws {
        let office = try OfficeFixture()
        // Nobody listens there.
        try office.sendMail(to: "smtp://127.0.0.1:1")
        let (void, good) = (
            try office.stamped("void", to: "a@example.vn"), try office.stamped("good", to: "b@example.vn")
        )
        #expect(try office.files("spool/.state/messages").count == 2)
        try office.run("annul", void, "--reason", "Chứng thực nhầm").requireSuccess()
        let left = try office.files("spool/.state/messages")
        #expect(left.count == 1 && left.allSatisfy { $0.hasPrefix(good) }, "\(left)")
        let row = try office.dossier(void)
        #expect(row.deliveries.last?.detail?.contains("Không gửi nữa") == true && row.state == "annulled")
        #expect(try office.run("show", void).output.contains("Không gửi nữa"))

        let server = try MailServer()
        try office.configure { $0.replacing("smtp://127.0.0.1:1", with: server.address()) }
        try await patiently("the other one is sent") {
            try office.run("run", "--once").requireSuccess()
            return try office.dossier(good).state == "delivered"
        }
        #expect(try server.taken().map(\.recipient) == ["b@example.vn"])
        #expect(try office.files("spool/.state/messages").isEmpty)
        #expect(try office.run("audit").status == 0)
    }

    @Test("news of an appointment that wait while the gateway is away: only the last is told, of who came nothing more")
    func appointments() async throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk(
            notifications: "  sms: {transport: http, url: 'http://127.0.0.1:1/', encoding: ucs2}")
        let slots = try office.slots()
        let thu = try office.book("151804051", "giay-khai-sinh", at: slots[0])
        let nhung = try office.book("173019476", "giay-khai-sinh", at: slots[0])
        #expect(try office.files("spool/.state/messages").count == 2)
        try office.run("appointment", "reschedule", thu.code, "--to", slots[9], "--reason", "Cơ quan họp")
            .requireSuccess()
        let scan = office.outside("scan.pdf")
        try Data(Scan.pdf("nhung")).write(to: URL(fileURLWithPath: scan))
        try office.run("appointment", "process", nhung.code, "--scan", scan).requireSuccess()
        #expect(try office.files("spool/.state/messages").count == 1)

        let gateway = try WebServer()
        try office.configure { $0.replacing("http://127.0.0.1:1/", with: gateway.address("sms")) }
        try await patiently("Thu learns of the new hour") {
            try office.run("run", "--once").requireSuccess()
            return try !gateway.posts().isEmpty
        }
        let told = try gateway.posts().map(\.document)
        #expect(told.count == 1 && told[0].contains("Cơ quan họp") && told[0].contains(thu.code), "\(told)")
        #expect(try office.files("spool/.state/messages").isEmpty)
        #expect(try office.run("audit").status == 0)
    }
}
