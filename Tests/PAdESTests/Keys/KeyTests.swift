import Foundation
import PAdES
import TestSupport
import Testing

/// Key files of all makes, judged by what OpenSSL's command line writes.
struct KeyTests {
    private static let passphrase = "mật khẩu 123"

    @Test("PKCS#12 files made by OpenSSL's command line load", arguments: KeyFileKind.allCases)
    func openSSLFiles(_ kind: KeyFileKind) throws {
        let workspace = try TemporaryDirectory("keys")
        let bytes = try kind.made(in: workspace, passphrase: Self.passphrase)
        let key = try SoftwareKey.load(
            pkcs12: bytes, passphrase: Passphrase(Self.passphrase.utf8), name: "leader.p12")
        #expect(key.certificate.subject.commonName == "Nguyễn Thị Ánh")
        #expect(key.certificate.subject.text == "CN=Nguyễn Thị Ánh,O=UBND,C=VN")
        #expect("\(key.certificate.publicKey)" == kind.expectedKey)
        try key.checkFitness(at: Date())
        let scheme: SignatureScheme = .rsassaPSS
        let approved = try SampleFile().signedByLeader(key, scheme: scheme, at: Date())
        let root = key.path.last ?? key.certificate
        let verdict = try #require(try Judges.pyHanko(approved.bytes, root: root).first)
        #expect(verdict.intact && verdict.valid)
    }

    @Test("OpenSSL's command line reads the demo authority's files, path included")
    func demoFiles() throws {
        let pki = try TestPKI.shared
        let identity = try pki.root.issue(commonName: "Đỗ Văn Ổn", organization: "UBND xã Phú Cường")
        let workspace = try TemporaryDirectory("keys")
        let file = try workspace.write(try identity.pkcs12(passphrase: Passphrase("demo".utf8)), to: "demo.p12")
        let listed = try Tool.run("openssl", ["pkcs12", "-in", file, "-passin", "pass:demo", "-nodes"])
        #expect(listed.status == 0, "\(listed.errors)")
        #expect(listed.output.components(separatedBy: "BEGIN CERTIFICATE").count == 3)
        #expect(listed.output.contains("BEGIN PRIVATE KEY"))

        let root = try workspace.write(pki.root.certificate.pem.utf8, to: "root.pem")
        let own = try workspace.write(identity.certificate.pem.utf8, to: "own.pem")
        let checked = try Tool.run("openssl", ["verify", "-x509_strict", "-CAfile", root, own])
        #expect(checked.status == 0, "\(checked.output) \(checked.errors)")
        let text = try Tool.run("openssl", ["x509", "-in", own, "-noout", "-text", "-nameopt", "utf8"]).output
        #expect(text.contains("Digital Signature, Non Repudiation"))
        #expect(text.contains("CN=Đỗ Văn Ổn"))
        let serial = try Tool.run("openssl", ["x509", "-in", own, "-noout", "-serial"]).output
        #expect(serial == "serial=\(identity.certificate.serialNumber)\n")
    }

    @Test("A path is put in order, and what does not belong to it stays out")
    func pathOrder() throws {
        let pki = try TestPKI.shared
        let deep = try pki.root.subordinate(name: "CA cấp dưới")
        let identity = try deep.issue(commonName: "Lê Văn C", organization: "UBND")
        let bytes = try identity.pkcs12(passphrase: Passphrase("demo".utf8))
        let key = try SoftwareKey.load(pkcs12: bytes, passphrase: Passphrase("demo".utf8), name: "deep.p12")
        #expect(key.path == [deep.certificate, pki.root.certificate])
        #expect(key.certificate == identity.certificate)
    }

    @Test("What is wrong with a key file is told apart")
    func faults() throws {
        let pki = try TestPKI.shared
        let identity = try pki.root.issue(commonName: "A", organization: "B")
        let bytes = try identity.pkcs12(passphrase: Passphrase("right".utf8))
        func reason(_ bytes: [UInt8], _ passphrase: String) -> KeyFault.Reason? {
            do {
                _ = try SoftwareKey.load(pkcs12: bytes, passphrase: Passphrase(passphrase.utf8), name: "key.p12")
                return nil
            } catch {
                return error.reason
            }
        }
        #expect(reason(bytes, "right") == nil)
        #expect(reason(bytes, "wrong") == .wrongPassphrase)
        #expect(reason(bytes, "") == .wrongPassphrase)
        #expect(reason(Array("not a key".utf8), "right") == .notPKCS12)
        #expect(reason([], "right") == .notPKCS12)
        #expect(reason(Array(bytes.prefix(bytes.count / 2)), "right") == .notPKCS12)

        let workspace = try TemporaryDirectory("keys")
        let certificate = try workspace.write(identity.certificate.pem.utf8, to: "own.pem")
        let withoutKey = workspace.file("certificate-only.p12")
        try Tool.run(
            "openssl", ["pkcs12", "-export", "-nokeys", "-in", certificate, "-passout", "pass:x", "-out", withoutKey])
        #expect(reason(Array(try Data(contentsOf: URL(fileURLWithPath: withoutKey))), "x") == .noKey)

        let key = workspace.file("key.pem")
        let withoutCertificate = workspace.file("key-only.p12")
        try Tool.run("openssl", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key])
        try Tool.run(
            "openssl",
            ["pkcs12", "-export", "-nocerts", "-inkey", key, "-passout", "pass:x", "-out", withoutCertificate])
        let keyOnly = Array(try Data(contentsOf: URL(fileURLWithPath: withoutCertificate)))
        #expect(reason(keyOnly, "x") == .noCertificate)
    }

    @Test("A key file without a MAC opens with the right passphrase only")
    func withoutMAC() throws {
        let workspace = try TemporaryDirectory("keys")
        let bytes = try KeyFileKind.rsa3072.made(in: workspace, passphrase: Self.passphrase, options: ["-nomac"])
        let key = try SoftwareKey.load(pkcs12: bytes, passphrase: Passphrase(Self.passphrase.utf8), name: "k.p12")
        #expect(key.certificate.subject.commonName == "Nguyễn Thị Ánh")
        do {
            _ = try SoftwareKey.load(pkcs12: bytes, passphrase: Passphrase("wrong".utf8), name: "k.p12")
            Issue.record("a wrong passphrase opened the file")
        } catch {
            #expect(error.reason == .wrongPassphrase)
        }
    }

    @Test("A key file with an empty passphrase opens")
    func emptyPassphrase() throws {
        let workspace = try TemporaryDirectory("keys")
        let bytes = try KeyFileKind.p256.made(in: workspace, passphrase: "")
        #expect(try SoftwareKey.load(pkcs12: bytes, passphrase: Passphrase([]), name: "k.p12").path.isEmpty)
    }

    @Test("Of several keys in a file the one that may sign is taken; between two nobody chooses silently")
    func severalKeys() throws {
        let pki = try TestPKI.shared
        let signer = try pki.root.issue(commonName: "Ký", organization: "UBND")
        let other = try pki.root.issue(commonName: "Mã hóa", organization: "UBND", kind: .encipherment)
        let second = try pki.root.issue(commonName: "Ký nữa", organization: "UBND", keyKind: .elliptic(.p256))
        let one = try SoftwareKey.load(
            pkcs12: try Self.merged([other, signer]), passphrase: Passphrase("x".utf8), name: "two.p12")
        #expect(one.certificate == signer.certificate)
        #expect(one.path == [pki.root.certificate])
        let both = try Self.merged([signer, second])
        do {
            _ = try SoftwareKey.load(pkcs12: both, passphrase: Passphrase("x".utf8), name: "two.p12")
            Issue.record("one of two keys was taken")
        } catch {
            #expect(error.reason == .severalKeys)
        }
    }

    /// One file out of several, without a MAC: the bags of each follow one another.
    private static func merged(_ identities: [DemoIdentity]) throws -> [UInt8] {
        let workspace = try TemporaryDirectory("keys")
        var files: [String] = []
        for (index, identity) in identities.enumerated() {
            files.append(try workspace.write(try identity.pkcs12(passphrase: Passphrase("x".utf8)), to: "\(index).p12"))
        }
        let script = """
            import sys
            from asn1crypto import core, pkcs12
            files = [pkcs12.Pfx.load(open(path, 'rb').read()) for path in sys.argv[2:]]
            safes = [safe for file in files for safe in pkcs12.AuthenticatedSafe.load(file['auth_safe']['content'].native)]
            content = core.OctetString(pkcs12.AuthenticatedSafe(safes).dump())
            merged = pkcs12.Pfx({'version': 'v3', 'auth_safe': {'content_type': 'data', 'content': content}})
            open(sys.argv[1], 'wb').write(merged.dump())
            """
        let result = try Tool.run(Tool.python, ["-c", script, workspace.file("merged.p12")] + files)
        guard result.status == 0 else { throw JudgeFailure(result: result) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: workspace.file("merged.p12"))))
    }

    @Test("Where OpenSSL's legacy provider is missing, a key file that needs it says so, and others open")
    func missingLegacyProvider() throws {
        let workspace = try TemporaryDirectory("keys")
        let passphrase = try workspace.write("x\n".utf8, to: "pass")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: passphrase)
        for (kind, code) in [(KeyFileKind.legacy, "key-cipher-unsupported"), (.modern, nil)] {
            let file = try workspace.write(try kind.made(in: workspace, passphrase: "x"), to: "\(kind).p12")
            let result = try Tool.run(
                try BuiltPrograms.path(of: "KeyProbe"), ["pkcs12", file, passphrase],
                environment: ["OPENSSL_MODULES": workspace.path])
            #expect(result.status == (code == nil ? 0 : 78), "\(result.output) \(result.errors)")
            if let code { #expect(result.output == code + "\n") }
        }
    }

    @Test("A key that may not sign is refused before it signs")
    func unfitKeys() throws {
        let pki = try TestPKI.shared
        let day = 86_400.0
        let past = pki.now.addingTimeInterval(-9 * day)...pki.now.addingTimeInterval(-2 * day)
        let future = pki.now.addingTimeInterval(2 * day)...pki.now.addingTimeInterval(9 * day)
        let cases: [(KeyFault.Reason, DemoIdentity)] = [
            (.keyTooWeak, try pki.root.issue(commonName: "A", organization: "B", keyKind: .rsa(bits: 1024))),
            (.keyUsageUnfit, try pki.root.issue(commonName: "A", organization: "B", kind: .encipherment)),
            (.expired, try pki.root.issue(commonName: "A", organization: "B", validity: past)),
            (.notYetValid, try pki.root.issue(commonName: "A", organization: "B", validity: future)),
        ]
        for (reason, identity) in cases {
            do {
                _ = try SampleFile().signedByLeader(identity.softwareKey, at: pki.now)
                Issue.record("\(reason) was signed with")
            } catch let fault as KeyFault {
                #expect(fault.reason == reason)
                #expect(fault.exitCode == .configuration && !fault.remedy.vietnamese.isEmpty)
            }
        }
        #expect(throws: KeyFault.self) {
            try SignatureScheme.ecdsa.algorithm(for: .rsa(bits: 2048), of: "key")
        }
    }

    @Test("A passphrase file that others can read is refused", arguments: [0o600, 0o400, 0o640, 0o604, 0o644, 0o610])
    func passphraseModes(_ mode: Int) throws {
        let workspace = try TemporaryDirectory("pass")
        let path = try workspace.write("right\r\n".utf8, to: "leader.pass")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        do {
            let passphrase = try PassphraseFile.read(path)
            #expect(mode & 0o077 == 0)
            let identity = try TestPKI.shared.root.issue(commonName: "A", organization: "B", keyKind: .elliptic(.p256))
            let bytes = try identity.pkcs12(passphrase: Passphrase("right".utf8))
            _ = try SoftwareKey.load(pkcs12: bytes, passphrase: passphrase, name: "key.p12")
        } catch let fault as KeyFault {
            #expect(mode & 0o077 != 0)
            #expect(fault.reason == .exposedPassphrase)
            #expect(fault.remedy.vietnamese.contains("chmod 600 \(path)"))
        }
    }

    @Test("A passphrase that is no regular file, or not there, is a fault and no wait")
    func passphraseFaults() throws {
        let workspace = try TemporaryDirectory("pass")
        try Tool.run("mkfifo", ["-m", "600", workspace.file("pipe")])
        for name in ["pipe", "missing", "."] {
            let path = workspace.file(name)
            do {
                _ = try PassphraseFile.read(path)
                Issue.record("\(name) was read")
            } catch {
                #expect(error.reason == .passphraseFile)
            }
        }
    }

    @Test("Several threads sign with one key at once")
    func threads() async throws {
        let pki = try TestPKI.shared
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<16 {
                group.addTask {
                    let key = index.isMultiple(of: 2) ? pki.rsa : pki.elliptic[.p384] ?? pki.rsa
                    let approved = try SampleFile().signedByLeader(key, at: pki.now)
                    return try verify(approved).first?.isValid == true
                }
            }
            for try await valid in group { #expect(valid) }
        }
    }
}

/// PKCS#12 files as they are found in offices.
enum KeyFileKind: String, CaseIterable, Sendable {
    case modern, legacy, rsa3072, rsa4096, p256, p384, p521

    var expectedKey: String {
        switch self {
        case .modern, .legacy: "RSA 2048"
        case .rsa3072: "RSA 3072"
        case .rsa4096: "RSA 4096"
        case .p256: "EC P-256"
        case .p384: "EC P-384"
        case .p521: "EC P-521"
        }
    }

    private var algorithm: [String] {
        switch self {
        case .modern, .legacy: ["rsa:2048"]
        case .rsa3072: ["rsa:3072"]
        case .rsa4096: ["rsa:4096"]
        case .p256: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        case .p384: ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"]
        case .p521: ["ec", "-pkeyopt", "ec_paramgen_curve:P-521"]
        }
    }

    func made(
        in workspace: borrowing TemporaryDirectory,
        passphrase: String,
        options: [String] = []
    ) throws -> [UInt8] {
        let (key, certificate, file) = (workspace.file("k.pem"), workspace.file("c.pem"), workspace.file("k.p12"))
        let request = try Tool.run(
            "openssl",
            ["req", "-x509", "-newkey"] + algorithm + [
                "-nodes", "-keyout", key, "-out", certificate, "-days", "9", "-utf8",
                "-subj", "/C=VN/O=UBND/CN=Nguyễn Thị Ánh", "-addext", "keyUsage=critical,nonRepudiation",
            ])
        guard request.status == 0 else { throw JudgeFailure(result: request) }
        let export = try Tool.run(
            "openssl",
            ["pkcs12", "-export", "-inkey", key, "-in", certificate, "-passout", "pass:\(passphrase)", "-out", file]
                + (self == .legacy ? ["-legacy"] : []) + options)
        guard export.status == 0 else { throw JudgeFailure(result: export) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    }
}
