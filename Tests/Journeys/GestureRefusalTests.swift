import Foundation
import TestSupport
import Testing

/// Moves that mean nothing, or what is not allowed: the file goes back or is set aside, with the reason, and nothing
/// else happens.
@Suite(.blocking) struct GestureRefusalTests {
    private static func dossier(_ office: OfficeFixture, on desk: String, _ text: String = "dossier") throws -> String {
        let code = try office.submit(Scan.pdf(text), named: "\(text).pdf")
        if desk != "awaiting-signature" { try office.run("sign", code).requireSuccess() }
        if desk == "outbox" { try office.run("stamp", code).requireSuccess() }
        return code
    }

    private static let gestures = [
        "scanned/submit", "scanned/cancel", "awaiting-signature", "awaiting-signature/sign",
        "awaiting-signature/reject", "awaiting-seal/stamp", "outbox/resend",
    ]

    @Test("strangers' files are set aside from every gesture folder", arguments: gestures)
    func strangers(folder: String) throws {
        let office = try OfficeFixture()
        let strangers = [
            "G22.99-010126-000009 nobody.pdf": Scan.pdf("nobody"),
            "G22.99-010126-00000 short.pdf": Scan.pdf("short"),
            "notes.txt": Array("notes".utf8), "letter.docx": Array("PK".utf8), "x.yaml": Array("a: 1".utf8),
        ]
        for (name, bytes) in strangers { try office.drop(bytes, "spool/\(folder)/\(name)") }
        try office.run("run", "--once").requireSuccess()
        #expect(try office.files("spool/\(folder)").isEmpty)
        for (name, bytes) in strangers {
            #expect(try office.contents("inbox/refused/\(name)") == bytes)
            let reason = try office.text("inbox/refused/\(name).reason.txt").components(separatedBy: "\n\n")
            #expect(reason.count == 2 && reason.allSatisfy { !$0.isEmpty }, "\(name)")
        }
        #expect(try office.dossiers().isEmpty)
    }

    @Test("links, pipes and folders are never followed and stay where they are")
    func strangeKinds() throws {
        let office = try OfficeFixture()
        let code = try Self.dossier(office, on: "awaiting-signature")
        let secret = office.outside("secret.pdf")
        try Data(Scan.pdf("secret")).write(to: URL(fileURLWithPath: secret))
        let link = office.path("spool/awaiting-signature/sign/\(code) link.pdf")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: secret)
        try Tool.run("mkfifo", [office.path("spool/awaiting-signature/sign/\(code) pipe.pdf")]).requireSuccess()
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossier(code).state == "awaiting-signature")
        #expect(try office.files("spool/awaiting-signature/sign").count == 2)
        let findings = try office.run("doctor").output
        #expect(findings.contains("link.pdf") && findings.contains("pipe.pdf"))
    }

    @Test("altered bytes are not acted upon, wherever they are moved")
    func alteredBytes() async throws {
        let office = try OfficeFixture()
        for (desk, verb) in [("awaiting-signature", "sign"), ("awaiting-seal", "stamp")] {
            let gesture = "\(desk)/\(verb)"
            let code = try Self.dossier(office, on: desk, "altered on \(desk)")
            let name = URL(fileURLWithPath: try await office.arrival(code, in: desk)).lastPathComponent
            let forged = try office.contents("spool/\(desk)/\(name)") + Array("% forged\n".utf8)
            try office.drop(forged, "spool/\(gesture)/\(name)")
            try office.run("run", "--once").requireSuccess()
            #expect(try office.dossier(code).state == desk)
            #expect(try office.document(code, in: desk) == name, "the desk's own document stays")
            #expect(try office.contents("inbox/refused/\(name)") == forged)
            #expect(try office.text("inbox/refused/\(name).reason.txt").contains("sổ cái"))
            #expect(try office.run("audit").status == 0)
        }
    }

    @Test("a document on its desk that was altered is not signed by command, and audit says so")
    func alteredDesk() async throws {
        let office = try OfficeFixture()
        let code = try Self.dossier(office, on: "awaiting-signature")
        let path = try await office.arrival(code, in: "awaiting-signature")
        let whole = try office.contents(path)
        try office.drop(whole + [0x0A], path)
        #expect(try office.run("sign", code).status == 65)
        #expect(try office.run("audit").status == 65)
        try office.drop(whole, path)
        #expect(try office.run("audit").status == 0)
        #expect(try office.run("sign", code).status == 0)
    }

    @Test(
        "a gesture that the state does not allow puts the document back",
        arguments: [
            ("awaiting-signature", "awaiting-seal/stamp"), ("awaiting-signature", "scanned/submit"),
            ("awaiting-signature", "scanned/cancel"), ("awaiting-signature", "outbox/resend"),
            ("awaiting-seal", "awaiting-signature/sign"), ("awaiting-seal", "awaiting-signature/reject"),
            ("awaiting-seal", "awaiting-signature"),
        ])
    func wrongState(desk: String, gesture: String) async throws {
        let office = try OfficeFixture()
        let code = try Self.dossier(office, on: desk)
        let before = try office.census()
        try await office.move(code, desk, to: gesture)
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossier(code).state == desk)
        #expect(try office.document(code, in: desk) != nil)
        #expect(try office.text("spool/\(desk)/\(code).reason.txt").contains("đang ở trạng thái"))
        #expect(try office.census().contents == before.contents)
        #expect(try office.run("audit").status == 0)
    }

    @Test("an incomplete dossier goes back to its desk, also under another name")
    func incomplete() async throws {
        let office = try OfficeFixture()
        try office.drop(Scan.pdf("incomplete"), "inbox/scan.pdf")
        try office.run("run", "--once").requireSuccess()
        let code = try #require(try office.dossiers().first?.code)
        for name in ["\(code) scan.pdf", "\(code) renamed.pdf"] {
            try await office.move(code, "scanned", to: "scanned/submit", as: name)
            try office.run("run", "--once").requireSuccess()
            #expect(try office.document(code, in: "scanned") == "\(code) scan.pdf")
            let reason = try office.text("spool/scanned/\(code).reason.txt")
            #expect(reason.contains("Người yêu cầu") && reason.contains("Loại giấy tờ"), "\(reason)")
        }
        #expect(try office.files("inbox/refused").isEmpty)
        try office.run("submit", code, "--type", "ho-chieu", "--email", "a@example.vn").requireSuccess()
        #expect(!office.exists("spool/scanned/\(code).reason.txt"))
    }

    @Test("a stranger's file under a dossier's name does not stand in the way of the dossier")
    func nameInTheWay() async throws {
        let office = try OfficeFixture()
        let code = try Self.dossier(office, on: "awaiting-signature")
        let name = URL(fileURLWithPath: try await office.arrival(code, in: "awaiting-signature")).lastPathComponent
        try office.drop("mine".utf8, "spool/awaiting-seal/\(name)")
        try office.run("sign", code).requireSuccess()
        #expect(try office.text("inbox/refused/\(name)") == "mine")
        #expect(try office.dossier(code).path == "spool/awaiting-seal/\(name)")
        #expect(try office.run("audit").status == 0)
    }

    @Test("commands and copies of one dossier at once: it moves once, and every byte is right")
    func everybodyAtOnce() async throws {
        let office = try OfficeFixture()
        let codes = try (1...6).map { try Self.dossier(office, on: "awaiting-signature", "crowd\($0)") }
        let daemon = try Daemon(office)
        try await daemon.open()
        for code in codes {
            for ordinal in 1...6 {
                let name = "\(code) \(ordinal).pdf"
                try await office.copy(code, "awaiting-signature", to: "awaiting-signature/sign", as: name)
            }
        }
        _ = try office.run(["sign"] + codes + codes)
        try await patiently("the copies are decided") { try office.files("spool/awaiting-signature/sign").isEmpty }
        for code in codes {
            let row = try office.dossier(code)
            #expect(row.history.count { $0.kind == "sign" } == 1 && row.state == "awaiting-seal")
        }
        let signed = try codes.map { office.path(try office.dossier($0).path) }
        let verdicts = try SignatureJudge.pyHanko(signed, root: office.root)
        #expect(verdicts.allSatisfy { $0.count == 1 && $0[0].bottomLine })
        #expect(try await daemon.stop() == 0)
        #expect(try office.run("audit").status == 0)
    }

    @Test("nothing that people dropped is lost or overwritten in a disorderly office")
    func disorder() async throws {
        let office = try OfficeFixture()
        let codes = try (1...8).map { try Self.dossier(office, on: "awaiting-signature", "disorder\($0)") }
        var dropped: [[UInt8]] = []
        for (index, folder) in (Self.gestures + ["inbox"]).enumerated() {
            for code in codes.prefix(4) {
                let bytes = Scan.pdf("stranger \(index) \(code)")
                dropped.append(bytes)
                let folder = folder == "inbox" ? folder : "spool/\(folder)"
                try office.drop(bytes, "\(folder)/\(code) scan.pdf")
            }
        }
        for code in codes.suffix(4) {
            let folder = try #require(Self.gestures.filter { $0 != "awaiting-signature" }.randomElement())
            try await office.move(code, "awaiting-signature", to: folder)
        }
        for _ in 1...2 { try office.run("run", "--once").requireSuccess() }
        let after = try office.census().contents
        #expect(dropped.allSatisfy { after[$0] == 1 })
        #expect(try office.run("audit").status == 0)
    }
}
