import Foundation
import TestSupport
import Testing

/// A day at UBND xã Phú Cường, in the order of the office guide and with its people, by each way that copies and messages
/// can go. Each step is looked at by what the people of the office see: lists, folders, messages, mail.
@Suite(.blocking) struct OfficeDayTests {
    /// The office, its people, and two books for the year.
    private func open(reaching outside: OfficeOutside) throws -> OfficeFixture {
        let office = try OfficeFixture()
        try office.configure { text in
            let head = text.components(separatedBy: "\ndelivery:\n")[0]
            let tail = text.components(separatedBy: "\nregister:\n").last ?? ""
            return head + outside.delivery + "register:\n" + tail
        }
        try office.furnishFrontDesk("refusals: {signer: chu-tich}", notifications: outside.notifications)
        let year = Self.year
        try office.run("book", "add", "598", "--first", "10", "--open", "\(year)-01-01", "--close", "\(year)-12-31")
            .requireSuccess()
        return office
    }

    private static var year: String { String(OfficeFixture.today.prefix(4)) }

    private func scan(_ office: OfficeFixture, _ name: String, size: Int? = nil) throws -> String {
        let path = office.outside("\(name).pdf")
        try Data(Scan.pdf(name, size: size)).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func code(_ result: ToolResult) throws -> String {
        try result.requireSuccess().output.trimmingCharacters(in: .newlines)
    }

    private func states(_ office: OfficeFixture) throws -> [String: Int] {
        Dictionary(try office.dossiers().map { ($0.state, 1) }, uniquingKeysWith: +)
    }

    @Test("the office's day", arguments: OfficeWays.allCases)
    func day(ways: OfficeWays) async throws {
        let outside = try OfficeOutside(ways)
        let office = try open(reaching: outside)
        let daemon = try Daemon(office)
        try await daemon.open()

        // 1–3. Nguyễn Thị Thu books through the portal; Nguyễn Thị Nhung and a business by telephone, at the office.
        let slots = try office.slots()
        let wish = #"{"account": "151804051", "documentType": "chung-minh-nhan-dan", "at": "\#(slots[0])"}"#
        try office.drop(Array(wish.utf8), "inbox/appointments/dvc-1.json")
        try await patiently("the portal is answered") { office.exists("inbox/appointments/dvc-1.answer.json") }
        let thu = try #require(try office.appointments().first)
        #expect(thu.code.hasPrefix("CTĐT-") && thu.code.hasSuffix("-0001"))
        #expect(try office.text("inbox/appointments/dvc-1.answer.json").contains(thu.code))
        let nhung = try office.book("173019476", "giay-to-khac", at: slots[1])
        let vnpt = try office.book("0108212803", "giay-dang-ky-kinh-doanh", at: slots[2])
        try await patiently("an SMS tells code and hour") { try outside.sms(of: office).contains(thu.code) }

        // 4, 13. The office is busy: Nhung's hour is moved, and she learns of it by SMS and in her account.
        try office.run("appointment", "reschedule", nhung.code, "--to", slots[3], "--reason", "Cơ quan họp")
            .requireSuccess()
        try await patiently("SMS and notice tell of the move") {
            try outside.sms(of: office).contains("Cơ quan họp") && outside.notices(of: office).contains("Cơ quan họp")
        }

        // 12. Three appointments wait; the officer deals with them, by command and by dropping the scan.
        #expect(try office.run("appointment", "list", "--state", "waiting", "--count").output == "3\n")
        #expect(try office.appointments("--search", "nguyen thi", "--kind", "citizen").count == 2)
        let ofThu = try code(office.run("appointment", "process", thu.code, "--scan", try scan(office, "thu")))
        let ofNhung = try code(office.run("appointment", "process", nhung.code, "--scan", try scan(office, "nhung")))
        try office.drop(Scan.pdf("vnpt"), "inbox/\(vnpt.code).pdf")
        let desk = try await office.arrival("", in: "scanned")
        let ofVNPT = String(URL(fileURLWithPath: desk).lastPathComponent.prefix { $0 != " " })
        try await office.move(ofVNPT, "scanned", to: "scanned/submit")
        try await office.arrival(ofVNPT, in: "awaiting-signature")
        #expect(try office.appointments("--state", "processed").count == 3)

        // 7, 9–11. At the counter without appointment, with an account: found by number.
        #expect(try office.run("account", "find", "271724291").output.contains("Nguyễn Thành Chiến"))
        let ofChien = try code(
            office.run("submit", try scan(office, "chien"), "--type", "giay-khai-sinh", "--account", "271724291"))
        // 8. And without: an e-mail address is enough, by command or as the name of the scan. One paper is large.
        let large = try scan(office, "mail", size: 3 << 20)
        let ofStranger = try code(
            office.run("submit", large, "--type", "giay-khai-sinh", "--email", "thunquyen@gmail.com"))
        try office.drop(Scan.pdf("small"), "inbox/giay-khai-sinh__huentn@gmail.com.pdf")
        try await patiently("a fifth visitor") { try office.dossiers("--search", "huentn").count == 1 }
        let ofHue = try #require(try office.dossiers("--search", "huentn").first?.code)
        try await office.move(ofHue, "scanned", to: "scanned/submit")
        try await office.arrival(ofHue, in: "awaiting-signature")
        // A paper that was altered goes back over the counter, with the reason in writing.
        let letter = office.outside("tu-choi.pdf")
        try office.run(
            "refuse", "--ground", "altered", "--type", "bang-tot-nghiep", "--name", "Trần Văn Bình", "--output", letter
        ).requireSuccess()
        let words = try Tool.run("pdftotext", ["-layout", letter, "-"]).requireSuccess().output
        for phrase in ["TỪ CHỐI CHỨNG THỰC", "Trần Văn Bình", "tẩy xóa", "Bằng tốt nghiệp"] {
            #expect(words.contains(phrase), "\(phrase)")
        }
        #expect(try Tool.run("pdfsig", ["-nocert", letter]).output.contains("Signature is Valid"))

        // 16, 17. The leader looks at the six, and returns one.
        #expect(try states(office) == ["awaiting-signature": 6])
        try office.run("reject", ofChien, "--ground", "damaged", "--reason", "mờ trang 2").requireSuccess()
        // 14. The officer continues it with a new scan; the history tells both.
        let returned = try #require(try office.dossiers("--state", "rejected").first)
        #expect(returned.code == ofChien && returned.reason?.hasSuffix("mờ trang 2") == true)
        try office.run("edit", ofChien, "--scan", try scan(office, "chien, quét lại"), "--note", "đã quét lại")
            .requireSuccess()
        try office.run("submit", ofChien).requireSuccess()
        let kinds = try office.dossier(ofChien).history.map(\.kind)
        #expect(kinds.filter { $0 != "edit" } == ["take-in", "submit", "reject", "replace-scan", "submit"])

        // 18–20. All are signed at once, each with a result of its own.
        let signed = try office.run("sign", "--all", "--json").requireSuccess().output
        #expect(signed.split(separator: "\n").count == 6)
        #expect(try states(office) == ["awaiting-seal": 6])

        // 26–29. The clerk numbers and seals into two books.
        #expect(try office.dossiers("--state", "awaiting-seal", "--kind", "business").map(\.code) == [ofVNPT])
        for code in [ofThu, ofNhung, ofVNPT] { try office.run("stamp", code, "--book", Self.year).requireSuccess() }
        for code in [ofChien, ofStranger] { try office.run("stamp", code, "--book", "598").requireSuccess() }
        try await office.move(ofHue, "awaiting-seal", to: "awaiting-seal/stamp/598")
        for code in [ofThu, ofNhung, ofVNPT, ofChien, ofStranger, ofHue] { try await office.delivery(of: code) }
        #expect(try states(office) == ["delivered": 6])
        #expect(try office.dossiers().map(\.number) == ["1/ĐT", "2/ĐT", "3/ĐT", "10/ĐT", "11/ĐT", "12/ĐT"])

        // Accounts have their copies, strangers a mail, and everybody with a telephone a message.
        for (account, code) in [
            ("151804051", ofThu), ("173019476", ofNhung), ("0108212803", ofVNPT), ("271724291", ofChien),
        ] { #expect(try outside.hasCopy(code, account: account, of: office), "\(account)") }
        let hue = try #require(try outside.mails(to: "huentn@gmail.com", of: office).first)
        #expect(hue.attachments.map(\.sha256) == [try office.dossier(ofHue).sha256] && hue.defects.isEmpty)
        let stranger = try #require(try outside.mails(to: "thunquyen@gmail.com", of: office).first)
        #expect(stranger.text.contains("11/ĐT") && stranger.attachments.count == (ways == .folders ? 1 : 0))
        if ways == .network {
            let published = try #require(try office.files("public").first)
            #expect(stranger.text.contains("https://chungthuc.example.vn/tep/\(published)"))
            #expect(try office.contents("public/\(published)") == office.contents(office.dossier(ofStranger).path))
        }
        try await patiently("Thu is told") { try outside.sms(of: office).contains(ofThu) }
        #expect(try outside.notices(of: office).contains(ofVNPT), "a business without a telephone, too")

        // 5. Thu sees her dossier, opens the file, and says how it was.
        let mine = try office.run("account", "dossiers", "151804051").requireSuccess().output
        for cell in [ofThu, "UBND xã Phú Cường", "Đã trả kết quả"] { #expect(mine.contains(cell)) }
        try office.run("rate", ofThu, "very-satisfied").requireSuccess()
        #expect(try office.run("account", "dossiers", "151804051").output.contains("Rất hài lòng"))
        // 6, 31. The stranger's mail went astray: it is sent again.
        try office.run("resend", ofStranger, "--email", "thu.nquyen@gmail.com").requireSuccess()
        try await patiently("the second mail") {
            try outside.mails(to: "thu.nquyen@gmail.com", of: office).count == 1
        }
        try await office.delivery(of: ofStranger)

        // 15, 24, 25. Everybody's dossier can be followed; the month's report has the book's three numbers.
        #expect(try office.run("list", "--count").output == "6\n")
        let report = office.outside("thang.csv")
        let month = String(try #require(try office.run("show", ofChien, "--json").output.month("sealedAt")))
        try office.run("book", "export", "598", "--output", report, "--month", month).requireSuccess()
        let lines = try String(contentsOfFile: report, encoding: .utf8)
        for words in ["10/ĐT", "11/ĐT", "12/ĐT", "Nguyễn Thành Chiến", "huentn@gmail.com"] {
            #expect(lines.contains(words), "\(words)")
        }

        try await patiently("all messages are sent") { try office.files("spool/.state/messages").isEmpty }
        #expect(try await daemon.stop() == 0)
        for folder in ["scanned", "awaiting-signature", "awaiting-seal", "outbox", ".state/work", ".state/messages"] {
            #expect(try office.files("spool/\(folder)").isEmpty, "\(folder)")
        }
        #expect(try office.run("audit").status == 0)
    }
}

extension String {
    /// `2026-11` of a time in a line of JSON.
    fileprivate func month(_ key: String) -> Substring? {
        range(of: "\"\(key)\":\"").map { self[$0.upperBound...].prefix(7) }
    }
}
