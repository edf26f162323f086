import Foundation
import TestSupport
import Testing

/// Born-digital originals with signatures of their own: certified without anybody's doing where these allow it, exactly
/// as valid afterwards as before; else refused while the officer can still change something.
@Suite(.blocking) struct SignedOriginalTests {
    @Test func theyAreCertifiedAsTheirSignaturesAllow() throws {
        let originals = try SignedOriginals()
        let office = try OfficeFixture()
        try office.configure { "trust: \(originals.root)\n" + $0 }
        let shown: [SignedOriginals.Kind] = [.approved, .form, .namesake]
        let unseen: [SignedOriginals.Kind] = [.fillable, .annotatable]
        for kind in shown + unseen {
            let code = try office.submit(try originals.bytes(kind), named: "\(kind.rawValue).pdf")
            try office.run("sign", code).requireSuccess()
            try office.run("stamp", code).requireSuccess()
            let dossier = try office.dossier(code)
            let copy = office.path(dossier.path)
            #expect(try Data(contentsOf: URL(fileURLWithPath: copy)).starts(with: try originals.bytes(kind)), "\(kind)")
            let notes = dossier.history.compactMap(\.note).joined()
            let place = shown.contains(kind) ? "lời chứng nằm trên trang" : "không hiện trên trang"
            #expect(notes.contains(place), "\(notes)")

            try expectSignatures(of: copy, office, originals, kind)
            let words = try Tool.run("pdftotext", [copy, "-"]).output
            #expect(words.contains("CHỨNG THỰC BẢN SAO") == shown.contains(kind), "\(kind)")
            let number = try #require(dossier.number)
            #expect(words.contains(number) == shown.contains(kind), "\(kind): \(number) in \(words)")
            let verified = try office.run("verify", copy)
            #expect(verified.status == 0, "\(kind): \(verified.output)")
        }
    }

    private func expectSignatures(
        of copy: String,
        _ office: OfficeFixture,
        _ originals: SignedOriginals,
        _ kind: SignedOriginals.Kind
    ) throws {
        let theirs = try #require(try SignatureJudge.pyHanko([copy], root: originals.root).first?.first)
        #expect(theirs.bottomLine && theirs.modifications == "FORM_FILLING", "\(kind): \(theirs)")
        let ours = try #require(try SignatureJudge.pyHanko([copy], root: office.root).first).dropFirst()
        #expect(ours.map(\.bottomLine) == [true, true], "\(kind): \(ours)")
        #expect(ours.map(\.modifications) == ["FORM_FILLING", "NONE"], "\(kind)")
        let poppler = try SignatureJudge.pdfsig(copy, root: office.root).components(separatedBy: "Signature is Valid.")
        #expect(poppler.count == 4, "\(kind)")
    }

    @Test("what cannot be certified is refused at submission, with its reason and what helps")
    func refusals() throws {
        let originals = try SignedOriginals()
        let office = try OfficeFixture()
        try office.configure { $0.replacing("submit: manual", with: "submit: automatic") }
        for (kind, code) in [
            (SignedOriginals.Kind.sealed, "pdf-further-signatures-forbidden"), (.locked, "pdf-form-locked"),
            (.full, "placement-no-blank-place"),
        ] {
            let result = try office.run(
                "submit", originals.path(kind), "--type", "giay-to-khac", "--email", "a@example.vn", "--json")
            #expect(result.status == 65 && result.errors.contains("\"\(code)\""), "\(kind): \(result.errors)")
        }
        // The officer names a place, and it is taken.
        let desk = try #require(try office.dossiers("--state", "scanned").first)
        let form = office.path("spool/scanned/\(desk.code).yaml")
        let text = try String(contentsOfFile: form, encoding: .utf8)
        for (placement, status) in [("new-page", Int32(65)), ("{page: 1, x: 20mm, y: 100mm}", 0)] {
            try text.replacing("\nplacement:\n", with: "\nplacement: \(placement)\n")
                .write(toFile: form, atomically: false, encoding: .utf8)
            let result = try office.run("submit", desk.code, "--json")
            #expect(result.status == status, "\(placement): \(result.errors)")
            #expect(status == 0 || result.errors.contains("\"placement-signed-original\""), "\(result.errors)")
        }
        try office.run("sign", desk.code).requireSuccess()
    }

    @Test("the configuration may name the place for what is signed already")
    func configuredPlace() throws {
        let originals = try SignedOriginals()
        let office = try OfficeFixture()
        let place = "{page: first, x: 100mm, y: 60mm}"
        try office.configure {
            $0.replacing("placement: new-page", with: "placement: new-page\n  placement-when-signed: \(place)")
        }
        let code = try office.submit(try originals.bytes(.full))
        try office.run("sign", code).requireSuccess()
        let notes = try office.dossier(code).history.compactMap(\.note).joined()
        #expect(notes.contains("trang 1"), "\(notes)")
    }

    @Test("an original's signers are trusted when the configuration or the command names their authority")
    func trust() throws {
        let originals = try SignedOriginals()
        let office = try OfficeFixture()
        let code = try office.submit(try originals.bytes(.approved))
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code).requireSuccess()
        let copy = office.path(try office.dossier(code).path)
        #expect(try office.run("verify", copy).status == 65)
        #expect(try office.run("verify", copy, "--trust", originals.root).status == 65, "instead of the office's own")
        #expect(try office.run("verify", copy, "--trust", originals.root, "--trust", office.root).status == 0)

        // A folder of roots, named by the configuration.
        let folder = office.path("pki/goc")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: originals.root, toPath: folder + "/noi-khac.pem")
        try Data("not a certificate".utf8).write(to: URL(fileURLWithPath: folder + "/README"))
        try office.configure { $0 + "\ntrust: [pki/goc]\n" }
        #expect(try office.run("verify", copy).status == 0)
        try Data("no PEM".utf8).write(to: URL(fileURLWithPath: folder + "/hong.crt"))
        let broken = try office.run("run", "--once")
        #expect(broken.status == 78 && broken.errors.contains("hong.crt"), "\(broken)")
        #expect(broken.errors.contains("phu-cuong.yaml") && broken.errors.contains(": trust:"), "\(broken)")
    }
}
