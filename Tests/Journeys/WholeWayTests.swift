import Foundation
import TestSupport
import Testing

/// From the inbox to the recipient, as people do it.
struct WholeWayTests {
    @Test("by gestures alone, with the daemon running")
    func gestures() async throws {
        let office = try OfficeFixture()
        let daemon = try Daemon(office)
        let scan = Scan.pdf("gestures")
        try office.drop(scan, "inbox/giay-khai-sinh/giay-khai-sinh__thu@example.vn.pdf")
        try await office.move("", "scanned", to: "scanned/submit")
        try await office.move("", "awaiting-signature", to: "awaiting-signature/sign")
        try await office.move("", "awaiting-seal", to: "awaiting-seal/stamp")
        let path = try await office.delivery(of: "G22.99-")
        let copy = CertifiedCopy(office: office, path: path)
        try copy.expectSound(original: scan, number: "1/ĐT")
        try copy.expectMail(to: "thu@example.vn", number: "1/ĐT", documentType: "Giấy khai sinh")

        let row = try #require(try office.dossiers().first)
        #expect(row.state == "delivered" && row.path == path && row.number == "1/ĐT")
        #expect(row.history.map(\.kind).filter { $0 != "number" } == ["take-in", "submit", "sign", "stamp", "deliver"])
        #expect(try await daemon.stop() == 0)
        #expect(try office.run("audit").status == 0)
        // No desk keeps anything but what belongs there.
        for desk in ["scanned", "awaiting-signature", "awaiting-seal", "outbox", ".state/work", ".state/messages"] {
            #expect(try office.files("spool/\(desk)").isEmpty, "\(desk)")
        }
    }

    @Test("by commands, beside the daemon and without one", arguments: [true, false])
    func commands(besideDaemon: Bool) async throws {
        let office = try OfficeFixture()
        let daemon = besideDaemon ? try Daemon(office) : nil
        try await daemon?.open()
        let scan = Scan.pdf("commands")
        let code = try office.submit(scan, email: "b@example.vn")
        for command in ["sign", "stamp"] {
            let result = try office.run(command, code)
            #expect(result.status == 0 && result.errors.isEmpty && result.output.hasPrefix(code), "\(result)")
        }
        let path = try await office.delivery(of: code)
        let copy = CertifiedCopy(office: office, path: path)
        try copy.expectSound(original: scan, number: "1/ĐT")
        try copy.expectMail(to: "b@example.vn", number: "1/ĐT")
        if let daemon { #expect(try await daemon.stop() == 0) }
        #expect(try office.run("audit").status == 0)
    }

    @Test("verify tells the copy from a stranger's file and from a tampered one")
    func verify() async throws {
        let office = try OfficeFixture()
        let code = try office.submit(Scan.pdf("verify"))
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code).requireSuccess()
        let path = try await office.delivery(of: code)

        let words = try office.run("verify", office.path(path))
        #expect(words.status == 0)
        for expected in ["HỢP LỆ", "Nguyễn Văn A", "UBND xã Phú Cường", "nguyên vẹn", "số 1/ĐT", "hồ sơ \(code)"] {
            #expect(words.output.contains(expected), "\(words.output)")
        }
        #expect(!words.output.contains("KHÔNG HỢP LỆ"))

        let verdict = try Verdict.of(office.path(path), office)
        #expect(verdict.valid && verdict.signatures.map(\.signer) == ["Nguyễn Văn A", "UBND xã Phú Cường"])
        #expect(verdict.register == Verdict.Register(known: true, number: "1/ĐT", book: "2026/ĐT", annulled: false))

        var bytes = try office.contents(path)
        let word = try #require(Data(bytes).range(of: Data("(verify)".utf8)))
        bytes[word.lowerBound + 1] = UInt8(ascii: "V")
        let tampered = office.outside("tampered.pdf")
        try Data(bytes).write(to: URL(fileURLWithPath: tampered))
        let refused = try Verdict.of(tampered, office, status: 65)
        #expect(!refused.valid && refused.signatures.allSatisfy { !$0.intact } && !refused.register.known)
        #expect(try office.run("verify", tampered).output.contains("KHÔNG HỢP LỆ"))

        // Elsewhere, without the office's register and roots: intact, but nobody we trust.
        let elsewhere = try Tool.run(
            Program.path, ["verify", office.path(path), "--json"], directory: office.outside(""))
        #expect(elsewhere.status == 65)
        let trusted = try Tool.run(
            Program.path, ["verify", office.path(path), "--trust", office.root, "--json"],
            directory: office.outside(""))
        #expect(trusted.status == 0, "\(trusted.output)")
    }
}

/// What `verify --json` prints.
struct Verdict: Decodable {
    struct Signature: Decodable {
        let field: String
        let signer: String
        let at: String
        let intact: Bool
        let trusted: Bool
        let coverage: String
        let changes: String
    }

    struct Register: Decodable, Equatable {
        let known: Bool
        let number: String?
        let book: String?
        let annulled: Bool
    }

    let valid: Bool
    let signatures: [Signature]
    let register: Register

    static func of(_ file: String, _ office: OfficeFixture, status: Int32 = 0) throws -> Verdict {
        let result = try office.run("verify", file, "--json")
        #expect(result.status == status, "\(result)")
        return try JSONDecoder().decode(Verdict.self, from: Data(result.output.utf8))
    }
}
