import Foundation
import TestSupport
import Testing

/// Rejections with their grounds, refusals at the counter, and what the account's holder sees.
@Suite(.blocking) struct RejectionTests {
    private struct Row: Decodable {
        let code: String
        let office: String
        let state: String
        let receivedAt: String
        let returnedAt: String?
        let file: String?
        let rating: String?
    }

    @Test("a rejection has a ground of the law, words, or both, by command and by gesture; the old scan is kept")
    func grounds() throws {
        let office = try OfficeFixture()
        let old = Scan.pdf("old")
        let code = try office.submit(old)
        let before = try office.dossier(code).sha256
        #expect(try office.run("reject", code, "--ground", "ugly").status == 64)
        #expect(try office.run("reject", code).status == 64)
        try office.run("reject", code, "--ground", "secret").requireSuccess()
        let rejected = try office.run("show", code, "--json").requireSuccess().output
        #expect(rejected.contains(#""ground":"secret""#))
        #expect(try office.dossier(code).reason == "Bản chính đóng dấu mật hoặc ghi rõ không được sao chụp")

        let scan = office.outside("new.pdf")
        try Data(Scan.pdf("new")).write(to: URL(fileURLWithPath: scan))
        try office.run("edit", code, "--scan", scan, "--type", "ho-chieu").requireSuccess()
        let edited = try office.dossier(code)
        #expect(edited.state == "rejected" && edited.documentType == "ho-chieu" && edited.sha256 != before)
        #expect(try FileCensus([office.path("spool/.state/kept")], suffix: ".pdf").contents[old] == 1)
        try office.run("submit", code).requireSuccess()
        #expect(try office.run("show", code, "--json").output.contains(#""ground":null"#))

        let name = try #require(try office.document(code, in: "awaiting-signature"))
        try office.drop(Array("damaged\ntrang 2 rách\n".utf8), "spool/awaiting-signature/reject/\(code).txt")
        try FileManager.default.moveItem(
            atPath: office.path("spool/awaiting-signature/\(name)"),
            toPath: office.path("spool/awaiting-signature/reject/\(name)"))
        try office.run("run", "--once").requireSuccess()
        #expect(
            try office.dossier(code).reason
                == "Bản chính bị hư hỏng, cũ nát, không xác định được nội dung: trang 2 rách")
        try office.run("cancel", code, "--reason", "Người yêu cầu rút").requireSuccess()
        #expect(try office.run("submit", code).status == 65)
        #expect(try office.run("audit").status == 0)
    }

    @Test("a written refusal is a page with name, paper and ground; signed where the configuration says so")
    func letters() throws {
        let office = try OfficeFixture()
        let letter = office.outside("tu-choi.pdf")
        let wish = ["--type", "giay-khai-sinh", "--name", "Trần Văn Bình", "--reason", "Bản chính thiếu trang 3"]
        #expect(
            try office.run(["refuse"] + wish + ["--output", letter]).requireSuccess().output
                == letter + "\n")
        let text = try Tool.run("pdftotext", ["-layout", letter, "-"]).requireSuccess().output
        for phrase in [
            "VĂN BẢN TỪ CHỐI CHỨNG THỰC", "Trần Văn Bình", "Giấy khai sinh", "Bản chính thiếu trang 3",
            "NGƯỜI TIẾP NHẬN",
        ] { #expect(text.contains(phrase), "\(phrase)") }
        #expect(try Tool.run("qpdf", ["--check", letter]).status == 0)
        #expect(try Tool.run("pdfsig", [letter]).output.contains("does not contain any signatures"))

        try office.configure { $0 + "\nrefusals: {signer: chu-tich}\n" }
        let path = try office.run(["refuse", "--ground", "not-legalised"] + wish).requireSuccess().output
            .trimmingCharacters(in: .newlines)
        #expect(path.hasPrefix(office.path("spool/refusals/")))
        #expect(try Tool.run("qpdf", ["--check", path]).status == 0)
        let verdict = try office.run("verify", path, "--trust", office.root)
        #expect(verdict.output.contains("Nguyễn Văn A") && verdict.output.contains("nguyên vẹn"))
        #expect(try Tool.run("pdfsig", ["-nocert", path]).output.contains("Signature is Valid"))

        for (arguments, status) in [
            (["--type", "giay-khai-sinh", "--name", "X"], 64),
            (["--type", "none", "--name", "X", "--ground", "secret"], 65),
            (["--type", "giay-khai-sinh", "--ground", "secret"], 65),
            (["--type", "giay-khai-sinh", "--account", "151804051", "--ground", "secret"], 66),
        ] { #expect(try office.run(["refuse"] + arguments).status == Int32(status), "\(arguments)") }
        try office.configure { $0.replacing("refusals: {signer: chu-tich}", with: "refusals: {signer: nobody}") }
        let broken = try office.run("list")
        #expect(broken.status == 78 && broken.errors.contains("refusals.signer"))
    }

    @Test("the account's holder sees their dossiers, and rates what came to the account")
    func holder() throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk()
        try office.configure {
            $0.replacing("    maildir: mail\n", with: "    maildir: mail\n  account: {transport: directory}\n")
        }
        let scan = office.outside("scan.pdf")
        try Data(Scan.pdf("holder")).write(to: URL(fileURLWithPath: scan))
        let code = try office.run("submit", scan, "--type", "giay-khai-sinh", "--account", "151804051")
            .requireSuccess().output.trimmingCharacters(in: .newlines)
        #expect(try office.run("rate", code, "satisfied").status == 65, "nothing was returned yet")
        let other = try office.submit(Scan.pdf("other"), email: "a@example.vn")
        for command in ["sign", "stamp"] { try office.run(command, code, other).requireSuccess() }
        #expect(try office.run("rate", other, "satisfied").status == 65, "there is no account")
        #expect(try office.run("rate", code, "great").status == 65)
        try office.run("rate", code, "dissatisfied").requireSuccess()
        try office.run("rate", code, "satisfied").requireSuccess()

        let rows = try office.run("account", "dossiers", "151804051", "--json").requireSuccess().output
            .split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
        let row = try #require(rows.first)
        #expect(rows.count == 1 && row.code == code && row.office == "UBND xã Phú Cường" && row.state == "delivered")
        #expect(row.rating == "satisfied" && row.returnedAt != nil && row.file.map(office.exists) == true)
        #expect(try office.run("account", "dossiers", "0108212804").status == 65)
        #expect(try office.run("account", "dossiers", "013419012", "--json").requireSuccess().output.isEmpty)
        #expect(try office.run("audit").status == 0)
    }
}
