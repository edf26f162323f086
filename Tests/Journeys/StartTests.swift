import Foundation
import TestSupport
import Testing

/// Nothing starts half-configured: what is wrong is named by file, line and key, and nothing has happened.
@Suite(.blocking) struct StartTests {
    struct Trouble: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Run in the workspace.
        let shell: String
        /// What the complaint names.
        let words: [String]

        init(_ name: String, _ shell: String, _ words: String...) {
            (testDescription, self.shell, self.words) = (name, shell, words)
        }
    }

    private static let troubles = [
        Trouble("key missing", "rm pki/leader.p12", "phu-cuong.yaml:", "signers[0].key.pkcs12", "leader.p12"),
        Trouble("key damaged", "echo x > pki/seal.p12", "phu-cuong.yaml:", "seal.key.pkcs12", "seal.p12"),
        Trouble("passphrase missing", "rm pki/leader.pass", "signers[0].key.passphrase-file", "leader.pass"),
        Trouble("passphrase wrong", "echo wrong > pki/seal.pass", "seal.key.passphrase-file", "seal.p12"),
        Trouble("passphrase open to all", "chmod 644 pki/leader.pass", "signers[0].key.passphrase-file", "chmod 600"),
        Trouble(
            "module missing",
            "sed -i 's|{pkcs12: pki/seal.p12, passphrase-file: pki/seal.pass}"
                + "|{pkcs11: {module: pki/none.so, token: a, label: b, pin-file: pki/seal.pass}}|' pipelines/*.yaml",
            "seal.key.pkcs11.module", "none.so"),
        Trouble("picture missing", "rm pki/leader.png", "signers[0].image", "leader.png"),
        Trouble("picture damaged", "echo x > pki/seal.png", "seal.image", "seal.png"),
        Trouble("scheme unfit", "sed -i 's/rsassa-pss/ecdsa/' pipelines/*.yaml", "signers[0].key"),
        Trouble("unknown key", "echo 'speed: fast' >> pipelines/phu-cuong.yaml", "phu-cuong.yaml:", "speed"),
        Trouble("syntax", "echo ' x: [' >> pipelines/phu-cuong.yaml", "phu-cuong.yaml:"),
        Trouble("second office broken", "echo 'office: 1' > pipelines/b.yaml", "pipelines/b.yaml:1"),
        Trouble("folders shared", "cp pipelines/phu-cuong.yaml pipelines/z.yaml", "z.yaml:", "folders.inbox"),
        Trouble(
            "a desk as inbox",
            "sed 's|inbox: inbox, spool: spool|inbox: spool/scanned, spool: spool3|' pipelines/phu-cuong.yaml "
                + "> pipelines/z.yaml", "z.yaml:", "folders.inbox"),
    ]

    @Test(arguments: troubles)
    func named(_ trouble: Trouble) throws {
        let office = try OfficeFixture()
        try office.drop(Scan.pdf("waiting"), "inbox/ho-chieu__a@example.vn.pdf")
        try Tool.run("bash", ["-c", trouble.shell], directory: office.workspace).requireSuccess()
        for command in [["run"], ["run", "--once"], ["sign", "--all"]] {
            let result = try office.run(command)
            #expect(result.status == 78 && result.complaints.count == 1, "\(result)")
            for word in trouble.words { #expect(result.errors.contains(word), "\(result.errors)") }
        }
        #expect(try office.files("inbox").count == 1 && office.files("spool/scanned").isEmpty)
        #expect(!office.exists("spool3"))
    }

    @Test("a user who may not read the keys is told so")
    func unreadable() throws {
        try #require(getuid() == 0, "needs another user to be")
        let office = try OfficeFixture()
        // Everything but the keys is theirs.
        try Tool.run("chown", ["-R", "nobody", office.path("inbox"), office.path("spool")]).requireSuccess()
        let arguments = [
            "--reuid=65534", "--regid=65534", "--clear-groups", Program.path, "sign", "--all", "--workspace",
            office.workspace,
        ]
        try Tool.run("chmod", ["755", office.outside(".")]).requireSuccess()
        let result = try Tool.run("setpriv", arguments)
        #expect(result.status == 78 && result.errors.contains("signers[0].key.passphrase-file"), "\(result)")
    }
}
