import Foundation
import TestSupport
import Testing

/// Booking requests of the portal: files in `inbox/appointments/`, an answer beside each.
@Suite(.blocking) struct PortalTests {
    private func answer(_ office: OfficeFixture, _ name: String) throws -> [String: Any] {
        let bytes = try office.contents("inbox/appointments/\(name).answer.json")
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    private func ask(_ office: OfficeFixture, _ name: String, _ request: String) throws {
        try office.drop(Array(request.utf8), "inbox/appointments/\(name).json")
    }

    @Test("each request has its answer; the same one twice is the same appointment")
    func answers() throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk()
        let slot = try office.slots()[9]
        let wish = #""documentType": "giay-khai-sinh", "at": "\#(slot)""#
        try ask(office, "a", #"{"id": "dvc-1", "account": "151804051", \#(wish)}"#)
        try ask(office, "b", #"{"applicant": {"identity": "013419012", "name": "Nguyễn Thị Ngọc Huệ"}, \#(wish)}"#)
        try ask(office, "c", #"{"account": "0108212804", \#(wish)}"#)
        try ask(office, "d", #"{"account": "151804051", "documentType": "giay-khai-sinh", "at": "2020-01-01 09:00"}"#)
        try ask(office, "e", "{")
        try office.run("run", "--once").requireSuccess()
        let first = try answer(office, "a")
        let appointment = try #require(first["appointment"] as? [String: Any])
        #expect(first["status"] as? String == "booked" && first["id"] as? String == "dvc-1")
        #expect(appointment["at"] as? String == slot && appointment["state"] as? String == "waiting")
        #expect(try answer(office, "b")["status"] as? String == "booked")
        #expect(try office.run("account", "find", "013419012").output.contains("Nguyễn Thị Ngọc Huệ"))
        for (name, field) in [("c", "identity"), ("d", "at"), ("e", nil)] {
            let refusal = try #require(try answer(office, name)["error"] as? [String: Any])
            #expect(refusal["field"] as? String == field && (refusal["message"] as? String)?.isEmpty == false)
        }
        #expect(try office.files("inbox/appointments/done").count == 5)

        try ask(office, "again", #"{"id": "dvc-1", "account": "151804051", \#(wish)}"#)
        try office.run("run", "--once").requireSuccess()
        let again = try #require(try answer(office, "again")["appointment"] as? [String: Any])
        #expect(again["code"] as? String == appointment["code"] as? String)
        #expect(try office.appointments().count == 2)
        #expect(try office.run("audit").status == 0)
    }

    /// `CHUNGTHUC_BOOKINGS=5000` for the whole crowd, with as many places as 80 and a kill at every 250.
    @Test("killed again and again while a crowd books: no place twice, no answer lost, none without its message")
    func killed() async throws {
        let crowd = ProcessInfo.processInfo.environment["CHUNGTHUC_BOOKINGS"].flatMap { Int($0) } ?? 300
        let office = try OfficeFixture()
        try office.furnishFrontDesk("appointments: {capacity: 10, horizon: 7}")
        let slots = try office.slots()
        let day = String(try #require(slots.last).prefix(10))
        let hours = slots.filter { $0.hasPrefix(day) }
        for person in 0..<crowd {
            let slot = hours[person % hours.count]
            try ask(
                office, "\(person)",
                #"{"account": "151804051", "documentType": "giay-khai-sinh", "at": "\#(slot)"}"#)
        }
        func answered() throws -> Int {
            try office.files("inbox/appointments").count { $0.hasSuffix(".answer.json") }
        }
        let kills = max(3, crowd / 250)
        for round in 1...kills {
            let daemon = try Daemon(office)
            try await patiently("a part is answered") { try answered() >= crowd * round / (kills + 1) }
            try await daemon.crash()
        }
        let daemon = try Daemon(office)
        // Everything may have been done before the last crash.
        try await daemon.open()
        try await patiently("all are answered") { try answered() == crowd }
        try await patiently("all messages are sent") {
            try office.exists("messages") && office.files("messages").count == 80
        }
        _ = try await daemon.stop()
        var codes: [String] = []
        for person in 0..<crowd {
            let told = try answer(office, "\(person)")
            if let code = (told["appointment"] as? [String: Any])?["code"] as? String {
                codes.append(code)
            } else {
                let refusal = try #require(told["error"] as? [String: Any])
                #expect(refusal["code"] as? String == "at-full" && refusal["choices"] is [String])
            }
        }
        #expect(codes.count == 80 && Set(codes).count == 80)
        #expect(try office.appointments().map(\.code).sorted() == codes.sorted())
        #expect(try office.files("inbox/appointments/done").count == crowd)
        #expect(try office.run("audit").status == 0)
    }
}
