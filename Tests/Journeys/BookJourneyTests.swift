import Foundation
import TestSupport
import Testing

/// The clerk's books by command, judged by programs that are not ours.
@Suite(.blocking) struct BookJourneyTests {
    /// The guide's own books; the demo's is gone.
    private func guideOffice() throws -> OfficeFixture {
        let office = try OfficeFixture()
        try office.configure { $0.replacing("name: UBND xã Phú Cường", with: "name: Phòng Tư pháp") }
        let demo = try #require(try books(office).first?.name)
        try office.run("book", "delete", demo).requireSuccess()
        for (name, first, day) in [("598", "10", today), ("547", "91", "2020-06-28")] {
            try office.run("book", "add", name, "--first", first, "--open", day, "--close", day).requireSuccess()
        }
        return office
    }

    private struct BookRow: Decodable, Equatable {
        let name: String
        let first: String
        let current: String?
        let opens: String
        let closes: String
        let closedAt: String?
    }

    private func books(_ office: OfficeFixture) throws -> [BookRow] {
        try office.run("book", "list", "--json").requireSuccess().output.split(separator: "\n")
            .map { try JSONDecoder().decode(BookRow.self, from: Data($0.utf8)) }
    }

    private var today: String { OfficeFixture.today }

    private func sealed(_ office: OfficeFixture, _ text: String, book: String) throws -> String {
        let code = try office.submit(Scan.pdf(text), email: "huentn@gmail.com")
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code, "--book", book).requireSuccess()
        return code
    }

    @Test("the guide's books and its report, cell by cell as openpyxl reads it")
    func guide() throws {
        let office = try guideOffice()
        _ = try sealed(office, "guide", book: "598")
        let rows = try books(office)
        #expect(rows.map(\.name) == ["598/ĐT", "547/ĐT"] && rows.map(\.first) == ["10/ĐT", "91/ĐT"])
        #expect(rows.map(\.current) == ["10/ĐT", nil] && rows.map(\.closedAt) == [nil, nil])

        let file = office.outside("598.xlsx")
        try office.run("book", "export", "598", "--output", file).requireSuccess()
        let cells = try Self.cells(of: file)
        let day = today
        #expect(
            cells == [
                ["Tên sổ chứng thực 598/ĐT", "", "", "", ""],
                ["Số bắt đầu", "10/ĐT", "Số hiện tại", "10/ĐT", ""],
                ["Ngày mở sổ", "date \(day) dd/mm/yyyy", "Ngày đóng sổ", "date \(day) dd/mm/yyyy", ""],
                ["Cơ quan quản lý sổ chứng thực", "Phòng Tư pháp", "", "", ""],
                ["Thông tin chứng thực trong sổ", "", "", "", ""],
                [
                    "STT", "Tên đối tượng đăng ký chứng thực", "Giấy tờ cần chứng thực", "Số chứng thực",
                    "Ngày chứng thực",
                ],
                ["int 1", "huentn@gmail.com", "Giấy tờ khác", "10/ĐT", "date \(day) dd/mm/yyyy"],
                ["frozen A7"],
            ])
        let empty = office.outside("547.xlsx")
        try office.run("book", "export", "547", "--output", empty, "--full").requireSuccess()
        let full = try Self.cells(of: empty)
        #expect(full.count == 7 && full[1][3] == "" && full[5].count == 17)
    }

    /// Each row's cells: texts as they are, numbers and dates with what they are; at last what is frozen.
    private static func cells(of file: String) throws -> [[String]] {
        let script = """
            import datetime, json, sys, openpyxl
            sheet = openpyxl.load_workbook(sys.argv[1]).active
            def cell(c):
                if isinstance(c.value, datetime.datetime): return f"date {c.value:%Y-%m-%d} {c.number_format}"
                if isinstance(c.value, (int, float)): return f"int {c.value}"
                return c.value or ""
            rows = [[cell(c) for c in row] for row in sheet.iter_rows()]
            print(json.dumps(rows + [[f"frozen {sheet.freeze_panes}"]]))
            """
        let output = try Tool.run(Tool.python, ["-c", script, file]).requireSuccess().output
        return try JSONDecoder().decode([[String]].self, from: Data(output.utf8))
    }

    @Test("a closed book's statement is signed by the seal, as OpenSSL finds")
    func closing() throws {
        let office = try guideOffice()
        _ = try sealed(office, "one", book: "598")
        _ = try sealed(office, "two", book: "598/ĐT")
        let statement = office.outside("khoa-so.txt")
        #expect(try office.run("book", "show", "598", "--statement", statement).status == 64, "it is not closed")
        try office.run("book", "close", "598").requireSuccess()
        try office.run("book", "show", "598", "--statement", statement).requireSuccess()
        let verify = [
            "cms", "-verify", "-binary", "-inform", "DER", "-in", statement + ".p7s", "-content", statement,
            "-purpose", "any", "-CAfile", office.root, "-out", "/dev/null",
        ]
        #expect(try Tool.run("openssl", verify).status == 0)
        let text = try String(contentsOfFile: statement, encoding: .utf8)
        for line in ["Tổng số đã cấp: 2", "Số đầu: 10/ĐT", "Số cuối: 11/ĐT"] { #expect(text.contains(line + "\n")) }
        try Data(text.replacing("cấp: 2", with: "cấp: 3").utf8).write(to: URL(fileURLWithPath: statement))
        #expect(try Tool.run("openssl", verify).status != 0)

        #expect(try books(office).first?.closedAt != nil)
        let anchors = try FileManager.default.contentsOfDirectory(atPath: office.path("anchors/phu-cuong"))
        #expect(anchors.filter { $0.hasSuffix(".p7s") }.count == 1, "the closing is anchored at once")
        let code = try office.submit(Scan.pdf("late"))
        try office.run("sign", code).requireSuccess()
        #expect(try office.run("stamp", code, "--book", "598").status == 65)
        for refused in [["close", "598"], ["delete", "598"], ["edit", "598", "--close", "2099-01-01"]] {
            #expect(try office.run(["book"] + refused).status == 65, "\(refused)")
        }
        #expect(try office.run("audit").status == 0)
        let forge = "DROP TRIGGER closing_is_never_changed; UPDATE bookClosing SET signature = x'3000'"
        try Tool.run("sqlite3", [office.path("spool/.state/ledger.sqlite"), forge]).requireSuccess()
        let audit = try office.run("audit", "--json")
        #expect(audit.status == 65 && audit.output.contains(#""closing-altered""#))
    }

    @Test("a bar tells a person at a terminal how far a report has come, and nobody else")
    func progress() throws {
        let office = try guideOffice()
        _ = try sealed(office, "one", book: "598")
        let export = ["book", "export", "598", "--output", office.outside("so.csv"), "--workspace", office.workspace]
        #expect(try Tool.run(Program.path, export).requireSuccess().errors == "")
        let command = ([Program.path] + export).map { "'\($0)'" }.joined(separator: " ")
        let shown = try Tool.run("script", ["--quiet", "--return", "--command", command, "/dev/null"]).requireSuccess()
        let bar = String(repeating: "█", count: 30) + " 100 %  1/1"
        let line = try #require(shown.output.range(of: bar))
        #expect(shown.output[line.upperBound...].hasPrefix("\r\u{1B}[K"), "the line is cleared for what is said next")
    }

    @Test("the register as a document: landscape, searchable, with totals and closing formula; and as CSV")
    func printed() throws {
        let office = try guideOffice()
        _ = try sealed(office, "one", book: "598")
        let annulled = try sealed(office, "two", book: "598")
        try office.run("annul", annulled, "--reason", "Chứng thực nhầm").requireSuccess()
        let file = office.outside("so.pdf")
        try office.run("book", "export", "598", "--output", file, "--month", String(today.prefix(7))).requireSuccess()
        #expect(try Tool.run("qpdf", ["--check", file]).status == 0)
        #expect(try Tool.run("pdfinfo", [file]).output.contains("841.89 x 595.276 pts (A4)"))
        let text = try Tool.run("pdftotext", ["-layout", file, "-"]).output
        let month = try #require(Int(today.dropFirst(5).prefix(2)))
        for phrase in [
            "PHÒNG TƯ PHÁP", "Quyển số: 598/ĐT", "Tháng \(month) năm \(today.prefix(4))", "10/ĐT", "11/ĐT", "Trang 1",
            "Cộng: 2", "sổ này có 2 số chứng thực, từ số 10/ĐT đến số 11/ĐT", "NGƯỜI KHÓA SỔ", "Đã hủy giá trị",
        ] {
            #expect(text.contains(phrase), "\(phrase)")
        }
        let fonts = try Tool.run("pdffonts", [file]).output.split(separator: "\n").dropFirst(2)
        #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(" yes yes yes ") })
        let archive = office.outside("2b-so.pdf")
        try FileManager.default.copyItem(atPath: file, toPath: archive)
        let judged = try Tool.run(Tool.python, [Repository.root + "/Tests/Judges/archive.py", "judge", archive])
        #expect(try judged.requireSuccess().output.contains(#""page": []"#), "\(judged.output)")

        let table = office.outside("so.csv")
        try office.run("book", "export", "598", "--output", table).requireSuccess()
        let script = "import csv,json,sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline='')))))"
        let rows = try JSONDecoder().decode(
            [[String: String]].self,
            from: Data(try Tool.run(Tool.python, ["-c", script, table]).requireSuccess().output.utf8))
        #expect(rows.map { $0["number"] } == ["10/ĐT", "11/ĐT"] && rows.map { $0["date"] } == [today, today])
        #expect(rows[1]["status"] == "Đã hủy giá trị: Chứng thực nhầm" && rows[0]["status"] == "")

        // Nothing of another month, and what cannot be asked for.
        try office.run("book", "export", "598", "--output", table, "--to", "2020-01-01", "--from", "2019-01-01")
            .requireSuccess()
        #expect(try String(contentsOfFile: table, encoding: .utf8).split(separator: "\r\n").count == 1)
        for refused in [
            ["--output", office.outside("so.doc")], ["--output", table, "--month", "2026-13"],
            ["--output", table, "--from", "hôm qua"],
            ["--output", table, "--from", "2026-02-02", "--to", "2026-02-01"],
        ] {
            #expect(try office.run(["book", "export", "598"] + refused).status == 64, "\(refused)")
        }
        #expect(try office.run("book", "export", "600", "--output", table).status == 66)
        #expect(try office.run("book", "export", "598", "--output", "/nonexistent/so.xlsx").status == 73)
    }

    @Test("an annulled copy is known as such everywhere, for ever, and published")
    func annulment() throws {
        let office = try OfficeFixture()
        let code = try office.submit(Scan.pdf("annul"))
        #expect(try office.run("annul", code, "--reason", "sai").status == 65, "it is no certified copy yet")
        for command in ["sign", "stamp"] { try office.run(command, code).requireSuccess() }
        for blank in ["", "  ", "\u{7}", String(repeating: "x", count: 501)] {
            for command in ["annul", "reject", "cancel"] {
                #expect(try office.run(command, code, "--reason", blank).status == 64, "\(command) “\(blank)”")
            }
        }
        #expect(!office.exists("annulled.json"))
        try office.run("annul", code, "--reason", "Chứng thực nhầm bản chính").requireSuccess()
        let row = try office.dossier(code)
        #expect(row.state == "annulled" && row.reason == "Chứng thực nhầm bản chính" && office.exists(row.path))
        #expect(try office.dossiers("--state", "annulled").map(\.code) == [code])
        #expect(try office.run("annul", code, "--reason", "lại").status == 65)
        #expect(try office.run("resend", code).status == 65)
        let verified = try office.run("verify", office.path(row.path), "--trust", office.root, "--json")
        #expect(verified.status == 65 && verified.output.contains(#""annulled":true"#))

        let list = try JSONDecoder().decode(Published.self, from: Data(try office.contents("annulled.json")))
        #expect(list.annulled.map(\.code) == [code] && list.annulled.map(\.number) == ["1/ĐT"])
        #expect(list.annulled.map(\.sha256) == [row.sha256])
        #expect(try !office.text("annulled.json").contains("a@example.vn"))
        // Whatever becomes of the list, it comes back.
        try FileManager.default.removeItem(atPath: office.path("annulled.json"))
        try office.run("run", "--once").requireSuccess()
        #expect(office.exists("annulled.json"))
    }

    private struct Published: Decodable {
        struct Entry: Decodable {
            let code: String
            let number: String
            let sha256: String
        }

        let annulled: [Entry]
    }

    @Test("lists by every filter; what cannot be asked is refused")
    func lists() throws {
        let office = try OfficeFixture()
        let code = try office.submit(Scan.pdf("list"), email: "thu.nguyen@example.vn")
        let found: [[String]] = [
            ["--search", "THU.nguyen"], ["--code", String(code.suffix(6))], ["--type", "giay-to-khac,ho-chieu"],
            ["--kind", "email,citizen"], ["--state", "scanned,awaiting-signature", "--from", today, "--to", today],
            ["--sort", "due", "--descending", "--limit", "1"],
        ]
        for arguments in found { #expect(try office.dossiers().map(\.code) == [code], "\(arguments)") }
        for arguments in found {
            #expect(try DossierRow.rows(try office.run(["list", "--json"] + arguments).output).map(\.code) == [code])
        }
        #expect(try office.run("list", "--type", "ho-chieu", "--count").output == "0\n")
        #expect(try office.run("list", "--offset", "1", "--limit", "5").output.contains("Tìm thấy 1 hồ sơ, in 0."))
        for refused in [
            ["--limit", "-1"], ["--limit=-1"], ["--offset=-1"], ["--from", "2026-02-30"], ["--to", "mai"],
            ["--from", "2026-02-02", "--to", "2026-02-01"], ["--sort", "màu"], ["--type", "bia"], ["--state", "x"],
        ] {
            #expect(try office.run(["list"] + refused).status == 64, "\(refused)")
        }
    }
}
