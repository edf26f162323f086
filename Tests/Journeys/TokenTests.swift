import Foundation
import TestSupport
import Testing

/// An office whose keys are on tokens; PINs counted by OpenSC's spy, copies judged by pyHanko.
@Suite struct TokenTests {
    @Test("RSA and EC keys on tokens sign one pipeline", arguments: [true, false])
    func wholeWay(certificateOnToken: Bool) async throws {
        let place = try TokenOffice(certificateOnToken: certificateOnToken)
        let office = place.office
        let code = try place.submit()
        #expect(try place.logins() == 0, "submitting needs no PIN")
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code).requireSuccess()
        let path = office.path(try await office.delivery(of: code))
        let signatures = try #require(try SignatureJudge.pyHanko([path], root: place.box.root).first)
        #expect(signatures.map(\.algorithm) == ["rsassa_pss", "ecdsa"])
        for signature in signatures { #expect(signature.bottomLine && signature.intact && signature.trusted) }
        #expect(signatures.first?.modifications == "FORM_FILLING")
        #expect(try office.run("verify", "--trust", place.box.root, path).status == 0)
        #expect(try place.logins() == 2)
    }

    @Test("What can be known without a PIN is shown without one")
    func reports() throws {
        let place = try TokenOffice()
        let office = place.office
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

        try place.box.setTokens(present: false)
        let absent = try office.run("seals", "check")
        #expect(absent.status == 69)
        #expect(absent.output.contains("thiết bị ký số chưa được cắm"))
        #expect(try office.run("doctor").status == 69)
        #expect(try place.logins() == 0)
    }

    @Test(
        "Certificates that may not sign are found before a PIN is tried",
        arguments: [("keyEncipherment", 20, "không dùng để ký được"), ("nonRepudiation", 0, "đã hết hạn")])
    func unfitCertificates(_ usage: String, _ days: Int, _ words: String) async throws {
        let place = try TokenOffice(usage: usage, days: days)
        let office = place.office
        // A certificate of no days is valid for the second it is made in.
        try await patiently("the certificate's fault is found") {
            let checked = try office.run("seals", "check")
            return checked.status == 78 && checked.output.contains(words)
        }
        #expect(try office.run("doctor").status == 78)
        let code = try place.submit()
        let signed = try office.run("sign", code)
        #expect(signed.status == 78 && signed.errors.contains(words), "\(signed.errors)")
        #expect(try office.document(code, in: "awaiting-signature") != nil)
        #expect(try place.logins() == 0)
    }

    @Test("A wrong PIN is tried once, however often the service begins, until the file changes")
    func wrongPIN() throws {
        let place = try TokenOffice()
        let office = place.office
        try place.box.writePIN("000000")
        let code = try place.submit()
        for words in ["sai mã PIN", "đã từ chối mã PIN", "đã từ chối mã PIN"] {
            let begun = try office.run("run")
            #expect(begun.status == 78 && begun.errors.contains(words), "\(begun.errors)")
        }
        let signed = try office.run("sign", code)
        #expect(signed.status == 78 && signed.errors.contains("đã từ chối mã PIN"))
        let checked = try office.run("seals", "check")
        #expect(checked.status == 78 && checked.output.contains("mã PIN trong tệp đã bị từ chối"), "\(checked.output)")
        #expect(try office.run("doctor").status == 78)
        #expect(try place.logins() == 1)

        try place.box.writePIN(TokenBox.pin)
        try office.run("sign", code).requireSuccess()
        #expect(try place.logins() == 2)
    }

    @Test("A token that is pulled out delays, and its return completes")
    func tokenComesBack() async throws {
        let place = try TokenOffice()
        let office = place.office
        let daemon = try Daemon(office)
        try await daemon.open()
        #expect(try place.logins() == 2)
        let code = try place.submit()
        try place.box.setTokens(present: false)
        let signed = try office.run("sign", code)
        #expect(signed.status == 69 && signed.errors.contains("thiết bị ký số chưa được cắm"), "\(signed.errors)")

        try await office.move(code, "awaiting-signature", to: "awaiting-signature/sign")
        try await patiently("the gesture waits") { daemon.journal.contains("key-token-absent") }
        #expect(try office.document(code, in: "awaiting-signature/sign") != nil)

        try place.box.setTokens(present: true)
        try await office.arrival(code, in: "awaiting-seal")
        try office.run("stamp", code).requireSuccess()
        let path = office.path(try await office.delivery(of: code))
        #expect(try office.run("verify", "--trust", place.box.root, path).status == 0)
    }

    @Test("The service opens while its tokens are away, and signs when they come")
    func opensWithoutTokens() async throws {
        let place = try TokenOffice()
        let office = place.office
        try place.box.setTokens(present: false)
        let daemon = try Daemon(office)
        try await daemon.open()
        let code = try place.submit()
        #expect(try office.run("sign", code).status == 69)
        try place.box.setTokens(present: true)
        try await patiently("the leader signs") { try office.run("sign", code).status == 0 }
        #expect(try await daemon.stop() == 0)
    }
}
