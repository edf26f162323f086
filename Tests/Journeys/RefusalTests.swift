import Foundation
import TestSupport
import Testing

/// What intake does not take: each with its own reason, the dropped bytes as they were.
@Suite(.blocking) struct RefusalTests {
    private static let limit = 30 << 20

    /// File name, bytes, and words of the reason in Vietnamese and English.
    private struct Case {
        let name: String
        let bytes: [UInt8]
        let vietnamese: String
        let english: String
    }

    private static func cases(in office: OfficeFixture) throws -> [Case] {
        let whole = Scan.pdf("refused")
        let plain = office.outside("plain.pdf")
        let encrypted = office.outside("encrypted.pdf")
        try Data(whole).write(to: URL(fileURLWithPath: plain))
        try Tool.run("qpdf", ["--encrypt", "user", "owner", "256", "--", plain, encrypted]).requireSuccess()
        return [
            Case(name: "text.pdf", bytes: Array("xin chào\n".utf8), vietnamese: "PDF", english: "PDF"),
            Case(name: "empty.pdf", bytes: [], vietnamese: "rỗng", english: "empty"),
            Case(
                name: "large.pdf", bytes: Scan.pdf("large", size: limit + 1), vietnamese: "31457281",
                english: "31457281"),
            Case(
                name: "encrypted.pdf", bytes: Array(try Data(contentsOf: URL(fileURLWithPath: encrypted))),
                vietnamese: "mã hóa", english: "encrypted"),
            Case(
                name: "truncated.pdf", bytes: Array(whole.prefix(whole.count / 3)), vietnamese: "truncated.pdf",
                english: "truncated.pdf"),
            Case(name: "picture.jpeg", bytes: [0xFF, 0xD8, 0xFF], vietnamese: "đuôi .pdf", english: ".pdf files"),
            Case(name: "không đuôi", bytes: whole, vietnamese: "đuôi .pdf", english: ".pdf files"),
        ]
    }

    @Test func eachHasItsReasonAndItsBytes() throws {
        let office = try OfficeFixture()
        let cases = try Self.cases(in: office)
        for refused in cases { try office.drop(refused.bytes, "inbox/\(refused.name)") }
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossiers().isEmpty)
        var reasons: Set<String> = []
        for refused in cases {
            #expect(try office.contents("inbox/refused/\(refused.name)") == refused.bytes, "\(refused.name)")
            let reason = try office.text("inbox/refused/\(refused.name).reason.txt")
            let parts = reason.components(separatedBy: "\n\n")
            try #require(parts.count == 2, "\(reason)")
            #expect(parts[0].contains(refused.vietnamese) && parts[1].contains(refused.english), "\(reason)")
            reasons.insert(reason)
        }
        #expect(reasons.count == cases.count)
        #expect(try office.files("inbox").isEmpty)
    }

    @Test("exactly 30 MiB is taken in, certified and sent")
    func theLimitIsInclusive() throws {
        let office = try OfficeFixture()
        let scan = Scan.pdf("limit", size: Self.limit)
        try #require(scan.count == 31_457_280)
        try office.drop(scan, "inbox/giay-to-khac__limit@example.vn.pdf")
        try office.run("run", "--once").requireSuccess()
        let code = try #require(try office.dossiers("--state", "scanned").first?.code)
        for command in ["submit", "sign", "stamp"] { try office.run(command, code).requireSuccess() }
        try office.run("run", "--once").requireSuccess()
        let row = try office.dossier(code)
        #expect(row.state == "delivered")
        #expect(try office.contents(row.path).starts(with: scan))
        try CertifiedCopy(office: office, path: row.path).expectMail(to: "limit@example.vn", number: "1/ĐT")
    }

    @Test("sidecars: malformed, of unknown keys, with an unknown document type")
    func sidecars() throws {
        let office = try OfficeFixture()
        let sidecars = [
            "syntax": ("note: a\n\tcopies: 2\n", "syntax.yaml:2"),
            "key": ("note: x\nemial: a@example.vn\n", "key.yaml:2: emial"),
            "type": ("type: khong-co\n", "khong-co"),
            "email": ("email: nobody\n", "thư điện tử"),
            "copies": ("copies: many\n", "copies.yaml:1: copies"),
            "identity": ("account: '123'\n", "CMND"),
        ]
        for (stem, (text, _)) in sidecars {
            try office.drop(text.utf8, "inbox/\(stem).yaml")
            try office.drop(Scan.pdf(stem), "inbox/\(stem).pdf")
        }
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossiers().isEmpty)
        for (stem, (text, words)) in sidecars {
            #expect(try office.contents("inbox/refused/\(stem).pdf") == Scan.pdf(stem))
            #expect(try office.text("inbox/refused/\(stem).yaml") == text)
            let reason = try office.text("inbox/refused/\(stem).pdf.reason.txt")
            #expect(reason.contains(words), "\(reason)")
        }
    }

    @Test("a second refusal of a name overwrites neither file nor reason of the first")
    func names() throws {
        let office = try OfficeFixture()
        for words in ["one", "two"] {
            try office.drop(words.utf8, "inbox/scan.pdf")
            try office.run("run", "--once").requireSuccess()
        }
        #expect(try office.text("inbox/refused/scan.pdf") == "one")
        #expect(try office.text("inbox/refused/scan (2).pdf") == "two")
        #expect(try office.files("inbox/refused").count == 4)
    }

    @Test("a refused file, mended and dropped again, is taken in")
    func secondTry() throws {
        let office = try OfficeFixture()
        let scan = Scan.pdf("mended")
        try office.drop(scan.prefix(100), "inbox/scan.pdf")
        try office.run("run", "--once").requireSuccess()
        try office.drop(scan, "inbox/scan.pdf")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossiers().map(\.originalName) == ["scan.pdf"])
    }
}
