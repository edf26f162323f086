import Faults
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Every kind of mistake in a configuration names its file, line and key.
struct ConfigurationFaultTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        /// What is replaced in the demo configuration, and by what.
        let from: String
        let to: String
        /// The text at whose line the fault must point; the first of the replacement by default.
        let at: String
        let key: String
        let code: String

        init(_ from: String, _ to: String, at: String? = nil, key: String, _ code: String) {
            (self.from, self.to, self.at, self.key, self.code) = (from, to, at ?? to, key, "configuration-" + code)
        }

        var testDescription: String { "\(code) \(key)" }
    }

    private static let seal = "{pkcs12: pki/seal.p12, passphrase-file: pki/seal.pass}"

    private static let mistakes = [
        Mistake("office:\n", "ofice:\n", key: "ofice", "unknown-key"),
        Mistake("  place: xã", "  plaice: xã", key: "office.plaice", "unknown-key"),
        Mistake("spool: spool}", "spool: spool, spol: x}", key: "folders.spol", "unknown-key"),
        Mistake("    title: CHỦ", "    titel: CHỦ", key: "signers[0].titel", "unknown-key"),
        Mistake("{pkcs12: pki/seal", "{pkcs13: pki/seal", key: "seal.key.pkcs13", "unknown-key"),
        Mistake("{pkcs12: pki/seal.p12,", "{pkcs11: {module: m},", key: "seal.key.passphrase-file", "unusable"),
        Mistake(seal, "{pkcs11: {pin: x}}", key: "seal.key.pkcs11.pin", "unknown-key"),
        Mistake(seal, "{pkcs11: {token: x, label: x, pin-file: x}}", key: "seal.key.pkcs11.module", "missing-key"),
        Mistake(seal, "{pkcs11: {module: m, label: x, pin-file: x}}", key: "seal.key.pkcs11.token", "missing-key"),
        Mistake(seal, "{pkcs11: {module: m, token: x, pin-file: x}}", key: "seal.key.pkcs11.label", "missing-key"),
        Mistake(seal, "{pkcs11: {module: m, token: x, label: x}}", key: "seal.key.pkcs11.pin-file", "missing-key"),
        Mistake(
            seal, "{pkcs11: {module: m, token: x, id: 0x1, pin-file: x}}", key: "seal.key.pkcs11.id", "invalid-value"),
        Mistake("  level: B-B", "  levle: B-B", key: "signature.levle", "unknown-key"),
        Mistake("    maildir: mail", "    maildri: mail", key: "delivery.email.maildri", "unknown-key"),
        Mistake("  name: UBND xã Phú Cường\n", "", at: "office:", key: "office.name", "missing-key"),
        Mistake("  code: G22.99", "  # no code", at: "office:", key: "office.code", "missing-key"),
        Mistake("    name: Nguyễn Văn A\n", "", at: "  - id: chu-tich", key: "signers[0].name", "missing-key"),
        Mistake("    maildir: mail\n", "", at: "  email:", key: "delivery.email.maildir", "missing-key"),
        Mistake("  settle: 2s", "  settle: soon", key: "intake.settle", "invalid-value"),
        Mistake("  settle: 2s", "  settle: 0s", key: "intake.settle", "invalid-value"),
        Mistake("  limit: 30MiB", "  limit: 30 Mb", key: "intake.limit", "invalid-value"),
        Mistake("  limit: 30MiB", "  limit: -1", key: "intake.limit", "invalid-value"),
        Mistake("  limit: 30MiB", "  limit: [30]", key: "intake.limit", "wrong-type"),
        Mistake("  submit: manual", "  submit: perhaps", key: "intake.submit", "invalid-value"),
        Mistake("  code: G22.99", "  code: G 22/99", key: "office.code", "invalid-value"),
        Mistake("  timezone: Asia/Ho_Chi_Minh", "  timezone: Asia/Hanoi", key: "office.timezone", "invalid-value"),
        Mistake("  - id: chu-tich", "  - id: Chủ tịch", key: "signers[0].id", "invalid-value"),
        Mistake("  ho-chieu: Hộ", "  Ho_Chieu: Hộ", key: "document-types.Ho_Chieu", "invalid-value"),
        Mistake("  ho-chieu: Hộ chiếu", "  ho-chieu: [a]", key: "document-types.ho-chieu", "wrong-type"),
        Mistake("  scheme: rsassa-pss", "  scheme: md5", key: "signature.scheme", "invalid-value"),
        Mistake(
            "register:\n", "register:\n  anchor: {folder: spool/a}\n", at: "  anchor:",
            key: "register.anchor.folder", "invalid-value"),
        Mistake(
            "register:\n", "register:\n  anchor: {timestamp: true}\n", at: "  anchor:",
            key: "register.anchor.timestamp", "unusable"),
        Mistake(
            "register:\n", "register:\n  anchor: {signers: pki/root.pem}\n", at: "  anchor:",
            key: "register.anchor.signers", "wrong-type"),
        Mistake("register:\n", "register:\n  anker: {}\n", at: "  anker:", key: "register.anker", "unknown-key"),
        Mistake("  placement: new-page", "  placement: somewhere", key: "attestation.placement", "invalid-value"),
        Mistake(
            "  placement: new-page", "  placement-when-signed: new-page", key: "attestation.placement-when-signed",
            "invalid-value"),
        Mistake(
            "register:\n", "trust: [pki/root.pem, {}]\nregister:\n", at: "trust:", key: "trust", "wrong-type"),
        Mistake("from: chungthuc@phucuong.example", "from: nobody", key: "delivery.email.from", "invalid-value"),
        Mistake("    transport: maildir", "    transport: pigeon", key: "delivery.email.transport", "invalid-value"),
        Mistake("  name: UBND xã", "  name: {a: b} #", key: "office.name", "wrong-type"),
        Mistake("intake:\n", "intake: fast\nx:\n", at: "intake: fast", key: "intake", "unknown-key"),
        Mistake("  place: xã Phú Cường", "  place: \"xã", at: "", key: "", "not-yaml"),
        Mistake("  place: xã Phú Cường", "  code: G22.98", at: "", key: "", "not-yaml"),
        Mistake("  place: xã Phú Cường", "\tplace: xã", key: "", "not-yaml"),
    ]

    @Test(arguments: mistakes)
    func named(_ mistake: Mistake) throws {
        let text = DemoConfiguration.text
        try #require(text.contains(mistake.from))
        let range = try #require(text.range(of: mistake.from))
        let broken = text.replacingCharacters(in: range, with: mistake.to)
        let fault = try #require(try Self.fault(of: broken))
        #expect(fault.exitCode == .configuration && fault.file == "pipelines/demo.yaml")
        if mistake.key == "intake" {
            // Two mistakes: the first that is met is named.
            #expect(["intake", "x"].contains(fault.key))
            return
        }
        #expect(fault.code == mistake.code && fault.key == mistake.key, "\(fault)")
        let line = try #require(fault.line)
        if !mistake.at.isEmpty {
            let lines = broken.components(separatedBy: "\n")
            let words = mistake.at.trimmingCharacters(in: .newlines)
            #expect(lines[line - 1].contains(words), "line \(line)")
        }
        for wording in [fault.message, fault.remedy] {
            #expect(!wording.vietnamese.isEmpty && !wording.english.isEmpty)
        }
        #expect(fault.message.vietnamese.hasPrefix("pipelines/demo.yaml:\(line): \(fault.key)"))
    }

    @Test("the demo configuration itself is sound, and a byte of rubbish is not")
    func whole() throws {
        #expect(try Self.fault(of: DemoConfiguration.text) == nil)
        #expect(try Self.fault(of: "")?.line == 1)
        #expect(try Self.fault(of: "- a\n")?.code == "configuration-wrong-type")
        #expect(try Self.fault(of: "a: \u{1}\n")?.code == "configuration-not-yaml")
    }

    private static func fault(of text: String) throws -> ConfigurationFault? {
        let workspace = try TemporaryDirectory("configuration")
        try FileManager.default.createDirectory(
            atPath: workspace.file("pipelines"), withIntermediateDirectories: false)
        _ = try workspace.write(text.utf8, to: "pipelines/demo.yaml")
        do {
            _ = try Workspace(found: workspace.path).pipelines()
            return nil
        } catch let fault as ConfigurationFault {
            return fault
        }
    }
}
