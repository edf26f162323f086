import Foundation
import PAdES
import TestSupport
import Testing

/// The CMS structure inside a signature, judged by OpenSSL's command line.
struct CMSTests {
    @Test("openssl cms verifies the signature over what the ByteRange covers", arguments: Combination.all)
    func openSSLVerifies(_ combination: Combination) throws {
        let pki = try TestPKI.shared
        let extracted = try Extracted(
            SampleFile().signedByLeader(combination.leader(pki), scheme: combination.scheme, at: pki.now).bytes)
        let workspace = try TemporaryDirectory("cms")
        let signature = try workspace.write(extracted.cms, to: "signature.der")
        let content = try workspace.write(extracted.content, to: "content")
        let root = try workspace.write(pki.root.certificate.pem.utf8, to: "root.pem")
        let arguments = [
            "cms", "-verify", "-binary", "-inform", "DER", "-in", signature, "-content", content, "-CAfile", root,
            "-cades", "-purpose", "any", "-out", workspace.file("out"),
        ]
        let verified = try Tool.run("openssl", arguments)
        #expect(verified.status == 0, "\(verified.errors)")

        _ = try workspace.write(extracted.content + [0], to: "content")
        #expect(try Tool.run("openssl", arguments).status != 0)
    }

    @Test("The signature is strict DER and says what a baseline signature must, and no more")
    func attributes() throws {
        let pki = try TestPKI.shared
        let extracted = try Extracted(SampleFile().signedByLeader(pki.deep, at: pki.now).bytes)
        let workspace = try TemporaryDirectory("cms")
        let signature = try workspace.write(extracted.cms, to: "signature.der")
        let printed = try Tool.run("openssl", ["cms", "-cmsout", "-print", "-inform", "DER", "-in", signature]).output
        for expected in [
            "id-smime-aa-signingCertificateV2", "contentType", "messageDigest", "rsassaPss", "mgf1",
            "INTEGER           :20",
        ] {
            #expect(printed.contains(expected), "\(expected)")
        }
        #expect(!printed.contains("signingTime"))
        #expect(!printed.contains("S/MIME Capabilities"))
        #expect(printed.components(separatedBy: "d.signedData").count == 2)
        #expect(printed.components(separatedBy: "signerInfos:").count == 2)
        // The signer's certificate, the authority below the root, and the root.
        #expect(printed.components(separatedBy: "d.certificate:").count == 4)

        // Encoding it again with another implementation gives the same octets only if it is DER throughout.
        let again = workspace.file("again.der")
        try Tool.run(
            Tool.python,
            [
                "-c",
                "import sys\nfrom asn1crypto import cms\n"
                    + "info = cms.ContentInfo.load(open(sys.argv[1], 'rb').read(), strict=True)\n"
                    + "open(sys.argv[2], 'wb').write(info.dump(force=True))",
                signature, again,
            ])
        #expect(Array(try Data(contentsOf: URL(fileURLWithPath: again))) == extracted.cms)
    }

    @Test("The room reserved is enough and not much too large", arguments: Combination.all)
    func reservation(_ combination: Combination) throws {
        let pki = try TestPKI.shared
        let key = combination.leader(pki)
        let extracted = try Extracted(
            SampleFile().signedByLeader(key, scheme: combination.scheme, at: pki.now).bytes)
        #expect(extracted.reserved == ContentsReservation.octets(for: key))
        #expect(extracted.cms.count < extracted.reserved)
        #expect(extracted.reserved - extracted.cms.count < 1024)
    }

    @Test("A signature that does not fit its room is a fault, not a broken file")
    func tooSmall() throws {
        let pki = try TestPKI.shared
        let small = SmallRoom.key(pki)
        #expect(throws: SigningFault.self) { try SampleFile().signedByLeader(small, at: pki.now) }
    }
}

/// A key whose signatures are larger than its certificate lets expect.
private struct SmallRoom: SigningKey {
    let inner: SoftwareKey
    var name: String { inner.name }
    var certificate: Certificate { inner.certificate }
    var path: [Certificate] { inner.path }

    static func key(_ pki: TestPKI) -> SmallRoom { SmallRoom(inner: pki.rsa) }

    func signature(over message: [UInt8], algorithm: SignatureAlgorithm) throws(KeyFault) -> [UInt8] {
        [UInt8](repeating: 1, count: 4096)
    }
}

/// A signature taken out of its file by its ByteRange.
struct Extracted {
    let cms: [UInt8]
    let content: [UInt8]
    /// Octets of /Contents, padding included.
    let reserved: Int

    init(_ bytes: [UInt8]) throws {
        let gap = try #require(TamperingTests.gap(in: bytes))
        content = Array(bytes[..<gap.lowerBound] + bytes[gap.upperBound...])
        let digits = Array(bytes[gap].dropFirst().dropLast())
        let octets = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        reserved = octets.count
        // A SEQUENCE with a length of two octets.
        try #require(octets.starts(with: [0x30, 0x82]))
        cms = Array(octets.prefix(4 + Int(octets[2]) << 8 + Int(octets[3])))
    }
}
