import Foundation
import TestSupport
import Testing

/// The directory of accounts, and document types, with the office guide's own data.
@Suite(.blocking) struct DirectoryTests {
    private struct Row: Decodable, Equatable {
        let identity: String
        let kind: String
        let name: String
        let birth: String?
        let phone: String?
        let email: String?
    }

    private func rows(_ output: String) throws -> [Row] {
        try output.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    }

    private func guideOffice() throws -> OfficeFixture {
        let office = try OfficeFixture()
        try office.run(
            "account", "add", "--identity", "151804051", "--name", "Nguyễn Thị Thu", "--birth", "24/09/1991",
            "--phone", "0942077843", "--address", "01, Xã Đông Phương, Huyện Đông Hưng, Tỉnh Thái Bình"
        ).requireSuccess()
        try office.run(
            "account", "add", "--identity", "0108212803", "--name", "CÔNG TY CÔNG NGHỆ THÔNG TIN VNPT", "--email",
            "ttthuy@vnpt.vn"
        ).requireSuccess()
        return office
    }

    @Test("the officer finds an account by its number, as the guide shows it, or by a name without marks")
    func find() throws {
        let office = try guideOffice()
        let found = try office.run("account", "find", "151804051").requireSuccess().output
        for cell in ["STT", "Nguyễn Thị Thu", "151804051", "0942077843"] { #expect(found.contains(cell), "\(cell)") }
        let thu = Row(
            identity: "151804051", kind: "citizen", name: "Nguyễn Thị Thu", birth: "1991-09-24", phone: "0942077843",
            email: nil)
        for text in ["151804051", "nguyen thi thu", "THU 0942077843", "đông hưng"] {
            #expect(try rows(office.run("account", "find", text, "--json").requireSuccess().output) == [thu], "\(text)")
        }
        #expect(try office.run("account", "find", "nobody", "--json").requireSuccess().output.isEmpty)
        let all = try rows(office.run("account", "list", "--json").requireSuccess().output)
        #expect(all.map(\.identity) == ["0108212803", "151804051"])
        let businesses = try rows(office.run("account", "list", "--kind", "business", "--json").output)
        #expect(businesses.map(\.kind) == ["business"])
        #expect(try office.run("account", "list", "--count").output == "2\n")
        let wrong = try office.run("account", "find", "0108212804", "--json")
        #expect(wrong.status == 65 && wrong.errors.contains(#""field":"identity""#))
        #expect(try office.run("audit").status == 0)
    }

    @Test(
        "what is entered wrongly is refused with a sentence and the field's name",
        arguments: [
            (["--identity", "0108212804", "--name", "X"], "identity", "chữ số kiểm tra"),
            (["--identity", "00109101234", "--name", "X"], "identity", "không đúng số chữ số"),
            (["--identity", "151804052", "--name", "X", "--phone", "0142077843"], "phone", "số di động"),
            (["--identity", "151804052", "--name", "X", "--email", "thu@"], "email", "địa chỉ thư"),
            (["--identity", "151804052", "--name", "X", "--birth", "31/02/1991"], "birth", "ngày có thật"),
            (["--identity", "151804052", "--name", "X", "--birth", "2999-01-01"], "birth", "ngày có thật"),
            (["--identity", "151804052", "--name", " "], "name", "chưa được nhập"),
            (["--identity", "151804051", "--name", "Người khác"], "identity", "đã có tài khoản"),
        ])
    func wrong(arguments: [String], field: String, words: String) throws {
        let office = try guideOffice()
        let result = try office.run(["account", "add"] + arguments + ["--json"])
        let fault = try #require(
            try JSONSerialization.jsonObject(with: Data(result.errors.utf8)) as? [String: Any])
        #expect(result.status == 65 && fault["field"] as? String == field)
        #expect((fault["message"] as? String)?.contains(words) == true, "\(fault)")
        #expect(!result.errors.contains(arguments[1]), "a complaint repeats no personal data")
        #expect(try office.run("account", "list", "--count").output == "2\n")
    }

    @Test("a list is imported line by line; what is wrong is named with its line and keeps nothing else back")
    func load() throws {
        let office = try guideOffice()
        let csv = office.outside("tai-khoan.csv")
        let text = #"""
            \#u{FEFF}Số CMND/CCCD/MST;Tên đối tượng;Ngày sinh;Số điện thoại;Email;Địa chỉ\#r
            271724291;Nguyễn Thành Chiến;;0833101999;abc@vnpt.vn;"12; ngõ ""Hoa"""\#r
            173019476;Nguyễn Thị Nhung;01/02/1990;0988160992;phuongnhung160992@gmail.com;\#r
            \#r
            01910123;Sai Số;;;;\#r
            151804051;Nguyễn Thị Thu;24/09/1991;0375560786;;\#r

            """#
        try Data(text.utf8).write(to: URL(fileURLWithPath: csv))
        let result = try office.run("account", "import", csv, "--json")
        #expect(result.status == 65 && result.output == #"{"added":2,"changed":1,"refused":1,"unchanged":0}"# + "\n")
        #expect(result.complaints.count == 1 && result.errors.contains("tai-khoan.csv:5"), "\(result.errors)")
        #expect(try rows(office.run("account", "find", "173019476", "--json").output).first?.birth == "1990-02-01")
        #expect(try rows(office.run("account", "find", "Chiến", "--json").output).map(\.phone) == ["0833101999"])

        let json = office.outside("more.json")
        let objects = #"[{"identity": "001091012345", "name": "A"}, {"identity": "173019476", "name": "Nhung"}]"#
        try Data(objects.utf8).write(to: URL(fileURLWithPath: json))
        #expect(
            try office.run("account", "import", json).requireSuccess().output
                == "Đã thêm 1, cập nhật 1, không đổi 0, từ chối 0.\n")
        #expect(
            try office.run("account", "import", json).requireSuccess().output
                == "Đã thêm 0, cập nhật 0, không đổi 2, từ chối 0.\n")
        for (name, content) in [("x.csv", "a,b\n1,2\n"), ("x.json", "[{"), ("x.doc", "")] {
            let file = office.outside(name)
            try Data(content.utf8).write(to: URL(fileURLWithPath: file))
            #expect([64, 65].contains(try office.run("account", "import", file).status), "\(name)")
        }
        #expect(try office.run("account", "import", office.outside("none.csv")).status == 66)
        #expect(try office.run("audit").status == 0)
    }

    @Test("a dossier has the account as it was; another number brings another person")
    func snapshot() throws {
        let office = try guideOffice()
        try office.configure {
            $0.replacing("    maildir: mail\n", with: "    maildir: mail\n  account: {transport: directory}\n")
        }
        let scan = office.outside("scan.pdf")
        try Data(Scan.pdf("snapshot")).write(to: URL(fileURLWithPath: scan))
        let code = try office.run("submit", scan, "--type", "giay-khai-sinh", "--account", "151804051")
            .requireSuccess().output.trimmingCharacters(in: .newlines)
        let applicant = try #require(try office.dossier(code).applicant)
        #expect(applicant.name == "Nguyễn Thị Thu" && applicant.phone == "0942077843" && applicant.kind == "citizen")
        try office.run("account", "edit", "151804051", "--phone", "0375560786", "--name", "Nguyễn Thị Thu Hà")
            .requireSuccess()
        #expect(try office.dossier(code).applicant?.name == "Nguyễn Thị Thu")
        #expect(try office.dossier(code).applicant?.phone == "0942077843")

        try office.run("reject", code, "--reason", "Nhầm người").requireSuccess()
        try office.run("edit", code, "--account", "0108212803").requireSuccess()
        let other = try #require(try office.dossier(code).applicant)
        #expect(other.kind == "business" && other.name == "CÔNG TY CÔNG NGHỆ THÔNG TIN VNPT" && other.phone == nil)
        #expect(other.email == "ttthuy@vnpt.vn")
        try office.run("edit", code, "--account", "", "--email", "thunquyen@gmail.com").requireSuccess()
        #expect(try office.dossier(code).applicant?.kind == "email")
        #expect(try office.run("account", "edit", "999999999", "--name", "X").status == 66)
        #expect(try office.run("account", "edit", "151804051").status == 64)
    }

    @Test("what the register need not keep of a person is forgotten; the ledger proves itself before and after")
    func forget() throws {
        let office = try guideOffice()
        let scan = office.outside("scan.pdf")
        func submitted(_ text: String) throws -> String {
            try Data(Scan.pdf(text)).write(to: URL(fileURLWithPath: scan))
            let fields = ["--type", "giay-khai-sinh", "--account", "151804051", "--email", "thu@example.vn"]
            return try office.run(["submit", scan] + fields).requireSuccess().output
                .trimmingCharacters(in: .newlines)
        }
        let (sealed, cancelled) = (try submitted("sealed"), try submitted("cancelled"))
        try office.run("sign", sealed).requireSuccess()
        let busy = try office.run("account", "forget", "151804051")
        #expect(busy.status == 65 && busy.errors.contains(sealed))
        try office.run("stamp", sealed).requireSuccess()
        try office.run("reject", cancelled, "--reason", "Mờ").requireSuccess()
        try office.run("cancel", cancelled, "--reason", "Thôi").requireSuccess()
        #expect(try office.dossier(sealed).state == "delivered")

        try office.run("account", "forget", "151804051").requireSuccess()
        #expect(try office.run("account", "find", "151804051", "--json").output.isEmpty)
        let kept = try office.dossier(sealed)
        #expect(kept.applicant?.name == "Nguyễn Thị Thu" && kept.applicant?.identity == "151804051")
        #expect(kept.applicant?.phone == nil && kept.applicant?.email == nil)
        #expect(kept.deliveries.allSatisfy { !$0.recipient.contains("thu@") })
        #expect(try office.dossier(cancelled).applicant == nil)
        let resent = try office.run("resend", sealed)
        #expect(resent.status == 65 && resent.errors.contains("chưa có địa chỉ"), "\(resent.errors)")
        try office.run("resend", sealed, "--email", "thu.moi@example.vn").requireSuccess()
        let forms = try office.files("spool/.state/kept").filter { $0.hasSuffix(".yaml") }
        #expect(forms.isEmpty, "\(forms)")
        #expect(try office.run("audit").status == 0)
        #expect(try office.run("account", "forget", "271724291").status == 66)
        for forge in [
            "UPDATE delivery SET recipient = 'someone@example.vn' WHERE forgottenEvent IS NOT NULL",
            "UPDATE account SET name = 'X'", "DELETE FROM account",
        ] {
            let forged = try OfficeFixture()
            try Tool.run("rm", ["-r", forged.workspace]).requireSuccess()
            try Tool.run("cp", ["--archive", office.workspace, forged.workspace]).requireSuccess()
            try Tool.run("sqlite3", [forged.path("spool/.state/ledger.sqlite"), forge]).requireSuccess()
            #expect(try forged.run("audit").status == 65, "\(forge)")
        }
    }

    @Test("a retired document type is not offered, and dossiers that have it keep it")
    func retired() throws {
        let office = try OfficeFixture()
        let scan = office.outside("scan.pdf")
        try Data(Scan.pdf("retired")).write(to: URL(fileURLWithPath: scan))
        let fields = ["--type", "chung-minh-nhan-dan", "--email", "a@example.vn"]
        let code = try office.run(["submit", scan] + fields).requireSuccess().output
            .trimmingCharacters(in: .newlines)
        try office.run("reject", code, "--reason", "Mờ").requireSuccess()
        try office.configure {
            $0.replacing(
                "  chung-minh-nhan-dan: Chứng minh nhân dân\n",
                with: "  chung-minh-nhan-dan: {name: Chứng minh nhân dân, retired: true}\n")
        }
        #expect(try office.run(["submit", scan] + fields).status == 65)
        #expect(try office.dossiers("--type", "chung-minh-nhan-dan").map(\.code) == [code])
        try office.run("submit", code).requireSuccess()
        #expect(try office.dossier(code).documentType == "chung-minh-nhan-dan")
        try office.configure { $0.replacing("retired: true", with: "retired: perhaps") }
        let broken = try office.run("list")
        #expect(broken.status == 78 && broken.errors.contains("document-types.chung-minh-nhan-dan.retired"))
    }
}
