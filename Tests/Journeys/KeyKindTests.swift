import Foundation
import TestSupport
import Testing

/// Other keys and algorithms, by configuration alone.
@Suite(.blocking) struct KeyKindTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        let scheme: String
        /// Of `openssl req -newkey`; empty for the demo keys.
        let key: [String]
        let algorithm: String

        var testDescription: String { "\(scheme) \(key.last ?? "demo keys")" }
    }

    private static let kinds = [
        Kind(scheme: "rsassa-pkcs1", key: [], algorithm: "rsassa_pkcs1v15"),
        Kind(scheme: "rsassa-pss", key: ["rsa:3072"], algorithm: "rsassa_pss"),
        Kind(scheme: "ecdsa", key: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"], algorithm: "ecdsa"),
        Kind(scheme: "rsassa-pss", key: ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"], algorithm: "ecdsa"),
    ]

    @Test(arguments: kinds)
    func certifies(_ kind: Kind) async throws {
        let office = try OfficeFixture()
        if !kind.key.isEmpty { for name in ["leader", "seal"] { try Self.replaceKey(name, kind.key, office) } }
        try office.configure { $0.replacing("scheme: rsassa-pss", with: "scheme: \(kind.scheme)") }
        let scan = Scan.pdf("keys")
        let code = try office.submit(scan)
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code).requireSuccess()
        let path = try await office.delivery(of: code)
        try CertifiedCopy(office: office, path: path)
            .expectSound(original: scan, number: "1/ĐT", algorithms: [kind.algorithm, kind.algorithm])
        try office.run("seals", "check").requireSuccess()
        try office.run("verify", office.path(path)).requireSuccess()
    }

    /// A key of another make in the place of a demo key. Both are issued by one root, which becomes the office's.
    static func replaceKey(_ name: String, _ key: [String], _ office: OfficeFixture) throws {
        let root = (key: office.outside("root.key"), certificate: office.root)
        if !FileManager.default.fileExists(atPath: root.key) {
            try openSSL(
                ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", root.key, "-out", root.certificate],
                ["-days", "30", "-subj", "/CN=Test root", "-addext", "keyUsage=critical,keyCertSign"]
            )
        }
        let (secret, certificate) = (office.outside("\(name).key"), office.outside("\(name).pem"))
        let subject = name == "seal" ? "/C=VN/O=UBND/CN=UBND xã Phú Cường" : "/C=VN/O=UBND/CN=Nguyễn Văn A"
        let request = office.outside("\(name).csr")
        try openSSL(
            ["req", "-new", "-utf8", "-nodes", "-newkey"] + key,
            ["-keyout", secret, "-out", request, "-subj", subject]
        )
        let extensions = office.outside("extensions")
        try Data("basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n".utf8)
            .write(to: URL(fileURLWithPath: extensions))
        try openSSL(
            ["x509", "-req", "-in", request, "-CA", root.certificate, "-CAkey", root.key, "-CAcreateserial"],
            ["-days", "20", "-out", certificate, "-extfile", extensions]
        )
        try openSSL(
            ["pkcs12", "-export", "-inkey", secret, "-in", certificate, "-certfile", root.certificate],
            ["-passout", "file:" + office.path("pki/\(name).pass"), "-out", office.path("pki/\(name).p12")]
        )
    }

    private static func openSSL(_ arguments: [String], _ more: [String]) throws {
        try Tool.run("openssl", arguments + more).requireSuccess()
    }
}
