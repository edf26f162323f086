import Foundation
import TestSupport
import Testing

/// An office whose keys are on tokens; PINs counted by OpenSC's spy, copies judged by pyHanko.
@Suite struct TokenTests {
    @Test("RSA and EC keys on tokens sign one pipeline", arguments: [true, false])
    func wholeWay(certificateOnToken: Bool) throws {
        let office = try TokenOffice(certificateOnToken: certificateOnToken)
        let code = try office.submit()
        #expect(try office.logins() == 0, "submitting needs no PIN")
        let signed = try office.run("sign", code)
        #expect(signed.status == 0, "\(signed.errors)")
        let sealed = try office.run("stamp", code)
        #expect(sealed.status == 0, "\(sealed.errors)")

        let path = try office.document(code)
        let judged = try Tool.run(
            Tool.python,
            ["-m", "pyhanko", "sign", "validate", "--no-revocation-check", "--trust", office.box.root, path])
        #expect(judged.status == 0, "\(judged.output) \(judged.errors)")
        #expect(judged.output.components(separatedBy: ":INTACT:TRUSTED").count == 3, "\(judged.output)")
        #expect(try office.run("verify", "--trust", office.box.root, path).status == 0)
        #expect(try office.logins() == 2)
    }

    @Test("What can be known without a PIN is shown without one")
    func reports() throws {
        let office = try TokenOffice()
        let listed = try office.run("seals", "list", "--json").output.split(separator: "\n").map(String.init)
        #expect(listed.count == 2)
        let leader = try #require(listed.first)
        for part in [
            #""subject":"CN=leader,C=VN""#, #""issuer":"CN=Token test root,C=VN""#, #""key":"RSA 2048""#,
            #""location":"token Lãnh đạo: leader""#, #""label":"Lãnh đạo","pin":"ready""#, #""problem":null"#,
        ] {
            #expect(leader.contains(part), "\(part) in \(leader)")
        }
        #expect(listed.last?.contains(#""key":"EC P-256""#) == true)
        #expect(try office.run("seals", "check").status == 0)
        #expect(try office.run("doctor").status == 0)

        try office.box.setTokens(present: false)
        let absent = try office.run("seals", "check")
        #expect(absent.status == 69)
        #expect(absent.output.contains("thiết bị ký số chưa được cắm"))
        #expect(try office.run("doctor").status == 69)
        #expect(try office.logins() == 0)
    }

    @Test("Certificates that may not sign are found before a PIN is tried")
    func unfitCertificates() async throws {
        for (usage, days, words) in [
            ("keyEncipherment", 20, "không dùng để ký được"), ("nonRepudiation", 0, "đã hết hạn"),
        ] {
            let office = try TokenOffice(usage: usage, days: days)
            // A certificate of no days is valid for the second it is made in.
            #expect(
                try await eventually {
                    let checked = try office.run("seals", "check")
                    return checked.status == 78 && checked.output.contains(words)
                })
            #expect(try office.run("doctor").status == 78)
            let code = try office.submit()
            let signed = try office.run("sign", code)
            #expect(signed.status == 78 && signed.errors.contains(words), "\(signed.errors)")
            #expect(try office.document(code, in: "awaiting-signature") != nil)
            #expect(try office.logins() == 0)
        }
    }

    @Test("A wrong PIN is tried once, however often the service is started, until the file changes")
    func wrongPIN() async throws {
        let office = try TokenOffice()
        try office.box.writePIN("000000")
        let code = try office.submit()
        for words in ["sai mã PIN", "đã từ chối mã PIN", "đã từ chối mã PIN"] {
            let started = try office.run("run")
            #expect(started.status == 78 && started.errors.contains(words), "\(started.errors)")
        }
        let signed = try office.run("sign", code)
        #expect(signed.status == 78 && signed.errors.contains("đã từ chối mã PIN"))
        #expect(try office.logins() == 1)
        let checked = try office.run("seals", "check")
        #expect(checked.status == 78 && checked.output.contains("mã PIN trong tệp đã bị từ chối"), "\(checked.output)")
        #expect(try office.run("doctor").status == 78)
        #expect(try office.logins() == 1)

        try office.box.writePIN(TokenBox.pin)
        #expect(try office.run("sign", code).status == 0)
        #expect(try office.logins() == 2)
    }

    @Test("A token that is pulled out delays, and its return completes")
    func tokenComesBack() async throws {
        let office = try TokenOffice()
        let daemon = try office.daemon()
        defer {
            daemon.terminate()
            daemon.waitUntilExit()
        }
        #expect(try await eventually { try office.logins() == 2 })
        let code = try office.submit()
        try office.box.setTokens(present: false)
        let signed = try office.run("sign", code)
        #expect(signed.status == 69 && signed.errors.contains("thiết bị ký số chưa được cắm"), "\(signed.errors)")
        #expect(try office.document(code, in: "awaiting-signature") != nil)

        let file = try #require(try office.document(code, in: "awaiting-signature"))
        let gesture = office.workspace + "/spool/awaiting-signature/sign/"
        try FileManager.default.moveItem(atPath: file, toPath: gesture + URL(fileURLWithPath: file).lastPathComponent)
        let log = office.workspace + "/daemon.log"
        #expect(
            try await eventually { try String(contentsOfFile: log, encoding: .utf8).contains("key-token-absent") })
        #expect(try office.document(code, in: "awaiting-signature/sign") != nil)

        try office.box.setTokens(present: true)
        #expect(try await eventually { try office.document(code, in: "awaiting-seal") != nil })
        #expect(try office.run("stamp", code).status == 0)
        let path = try office.document(code)
        #expect(try office.run("verify", "--trust", office.box.root, path).status == 0)
    }

    @Test("The service starts while its tokens are away, and signs when they come")
    func startsWithoutTokens() async throws {
        let office = try TokenOffice()
        try office.box.setTokens(present: false)
        let daemon = try office.daemon()
        defer {
            daemon.terminate()
            daemon.waitUntilExit()
        }
        let log = office.workspace + "/daemon.log"
        #expect(try await eventually { try String(contentsOfFile: log, encoding: .utf8).contains("office is open") })
        let code = try office.submit()
        #expect(try office.run("sign", code).status == 69)
        try office.box.setTokens(present: true)
        #expect(try await eventually { try office.run("sign", code).status == 0 })
    }
}
