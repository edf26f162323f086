import Foundation
import PAdES
import PDF
import TestSupport
import Testing

/// Signatures that other software made: ours must read them as theirs reads ours.
struct StrangersTests {
    @Test("Signatures by pyHanko hold, alone and beside ours", arguments: ForeignStyle.allCases)
    func signedByPyHanko(_ style: ForeignStyle) throws {
        let pki = try TestPKI.shared
        let identity = try pki.root.issue(
            commonName: "Người ngoài", organization: "Công ty", keyKind: style.keyKind)
        let foreign = try Self.signed(SampleFile().bytes, by: identity, style: style)
        let alone = try #require(try verify(SampleFile(bytes: foreign)).first)
        #expect(alone.isValid && alone.coverage == .wholeFile && alone.signer == "Người ngoài", "\(alone)")

        // A born-digital original: the attestation page comes after its signature and must not break it more than
        // pyHanko says it does.
        let approved = try SampleFile(bytes: foreign).signedByLeader(pki.rsa, at: pki.now)
        let sealed = try approved.sealed(pki.rsaSeal, at: pki.now)
        let ours = try verify(sealed)
        let theirs = try Judges.pyHanko(sealed.bytes, root: pki.root.certificate)
        #expect(ours.map(\.field) == theirs.map(\.field))
        #expect(ours.map(\.intact) == theirs.map(\.intact))
        #expect(ours.map(\.isValid) == theirs.map(\.bottomLine))
        #expect(ours.map(\.changes) == [.other, .formFillingAndSigning, .none])
    }

    @Test("A second signature by pyHanko over ours is only signing")
    func countersigned() throws {
        let pki = try TestPKI.shared
        let identity = try pki.root.issue(commonName: "Người ngoài", organization: "Công ty")
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        let both = try Self.signed(approved.bytes, by: identity, style: .pades)
        let ours = try verify(SampleFile(bytes: both))
        #expect(ours.map(\.isValid) == [true, true], "\(ours)")
        #expect(ours.map(\.changes) == [.formFillingAndSigning, .none])
    }

    @Test("A signature by OpenSSL holds, in DER and in BER with indefinite lengths", arguments: [false, true])
    func signedByOpenSSL(_ isIndefinite: Bool) throws {
        let pki = try TestPKI.shared
        let identity = try pki.root.issue(commonName: "Người ngoài", organization: "Công ty")
        var bytes = try SampleFile().signedByLeader(identity.softwareKey, at: pki.now).bytes
        let content = try Extracted(bytes).content
        let workspace = try TemporaryDirectory("openssl")
        let input = try workspace.write(content, to: "content")
        let pem = workspace.file("key.pem")
        let file = try workspace.write(try identity.pkcs12(passphrase: Passphrase("x".utf8)), to: "key.p12")
        try Tool.run("openssl", ["pkcs12", "-in", file, "-passin", "pass:x", "-nodes", "-clcerts", "-out", pem])
        let output = workspace.file("signature.der")
        let signed = try Tool.run(
            "openssl",
            ["cms", "-sign", "-cades", "-binary", "-in", input, "-signer", pem, "-md", "sha256", "-nosmimecap"]
                + ["-outform", "DER", "-out", output])
        try #require(signed.status == 0, "\(signed.errors)")
        var cms = Array(try Data(contentsOf: URL(fileURLWithPath: output)))
        if isIndefinite {
            // SEQUENCE, OBJECT IDENTIFIER of 11 octets, [0]: each outer length of two octets gives way to an end mark.
            try #require(cms.starts(with: [0x30, 0x82]) && cms[15...].starts(with: [0xA0, 0x82]))
            cms = [0x30, 0x80] + cms[4..<15] + [0xA0, 0x80] + cms[19...] + [0, 0, 0, 0]
        }

        let gap = try #require(TamperingTests.gap(in: bytes))
        var digits = TamperingTests.hexadecimal(cms)
        try #require(digits.utf8.count <= gap.count - 2)
        digits += String(repeating: "0", count: gap.count - 2 - digits.utf8.count)
        bytes.replaceSubrange(gap, with: Array("<\(digits)>".utf8))
        let report = try #require(try verify(SampleFile(bytes: bytes)).first)
        #expect(report.isValid, "\(report)")
        let verdict = try #require(try Judges.pyHanko(bytes, root: pki.root.certificate).first)
        #expect(verdict.intact && verdict.valid)
    }

    private static func signed(_ bytes: [UInt8], by identity: DemoIdentity, style: ForeignStyle) throws -> [UInt8] {
        let workspace = try TemporaryDirectory("stranger")
        let input = try workspace.write(bytes, to: "in.pdf")
        let key = try workspace.write(try identity.pkcs12(passphrase: Passphrase("x".utf8)), to: "key.p12")
        let script = """
            import sys
            from pyhanko.sign import fields, signers
            from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
            source, key, target, style = sys.argv[1:]
            signer = signers.SimpleSigner.load_pkcs12(key, passphrase=b'x', prefer_pss=style == 'pss')
            subfilter = fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED if style == 'adobe' \\
                else fields.SigSeedSubFilter.PADES
            metadata = signers.PdfSignatureMetadata(field_name='Stranger', md_algorithm='sha256', subfilter=subfilter)
            with open(source, 'rb') as file, open(target, 'wb') as output:
                signers.sign_pdf(IncrementalPdfFileWriter(file), metadata, signer, output=output)
            """
        let target = workspace.file("out.pdf")
        let result = try Tool.run(Tool.python, ["-c", script, input, key, target, style.rawValue])
        guard result.status == 0 else { throw JudgeFailure(result: result) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: target)))
    }
}

enum ForeignStyle: String, CaseIterable, Sendable {
    case pades, adobe, pss, elliptic

    var keyKind: PublicKeyKind { self == .elliptic ? .elliptic(.p256) : .rsa(bits: 2048) }
}
