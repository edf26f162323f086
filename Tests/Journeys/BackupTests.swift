import Foundation
import TestSupport
import Testing

/// A backup while people work, and an office brought back from it: nothing is given twice.
@Suite(.blocking) struct BackupTests {
    private static func delivered(_ office: OfficeFixture, _ name: String) throws -> String {
        let code = try office.submit(Scan.pdf(name), named: "\(name).pdf")
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code).requireSuccess()
        return code
    }

    private static func object(_ result: ToolResult) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(result.requireSuccess().output.utf8)) as? [String: Any])
    }

    /// Every file but the ledger's own by its content.
    private static func files(_ office: OfficeFixture) throws -> [[UInt8]: Int] { try office.census().contents }

    @Test("beside the daemon: complete, verified by openssl and sha256sum, without secrets")
    func whileRunning() async throws {
        let office = try OfficeFixture()
        let daemon = try Daemon(office)
        try await daemon.open()
        for index in 1...6 {
            try office.drop(Scan.pdf("b\(index)"), "inbox/giay-to-khac/giay-to-khac__\(index)@example.vn.pdf")
        }
        _ = try Self.delivered(office, "sent")
        let backup = office.outside("backup")
        let made = try Self.object(try office.run("backup", backup, "--json"))
        #expect(try await daemon.stop() == 0)
        #expect((made["leftOut"] as? [String])?.contains("pki/seal.p12") == true)
        let verified = try Tool.run(
            "openssl",
            [
                "cms", "-verify", "-binary", "-inform", "DER", "-in", "\(backup)/manifest.p7s", "-content",
                "\(backup)/manifest.json", "-CAfile", office.root, "-purpose", "any", "-out", "/dev/null",
            ])
        #expect(verified.status == 0, "\(verified.errors)")
        let script = """
            import hashlib, json, os, sys
            os.chdir(sys.argv[1])
            files = json.load(open("manifest.json"))["files"]
            for file in files:
                data = open(file["path"], "rb").read()
                assert len(data) == file["bytes"] and hashlib.sha256(data).hexdigest() == file["sha256"], file
            there = {os.path.relpath(os.path.join(d, n)) for d, _, ns in os.walk(".") for n in ns}
            assert there == {f["path"] for f in files} | {"manifest.json", "manifest.p7s"}, there
            assert not [n for n in there if n.endswith((".p12", ".pass"))]
            """
        let judged = try Tool.run("python3", ["-c", script, backup])
        #expect(judged.status == 0, "\(judged.errors)")
        #expect(try office.run("backup", backup).status == 73)
    }

    @Test("a backup that nothing happened after comes back as it was")
    func same() throws {
        let office = try OfficeFixture()
        let codes = [try Self.delivered(office, "a"), try office.submit(Scan.pdf("b"), named: "b.pdf")]
        let backup = office.outside("backup")
        try office.run("backup", backup).requireSuccess()
        // The ledger is as the backup has it, but a document was lost.
        let lost = try office.dossier(codes[1]).path
        try FileManager.default.removeItem(atPath: office.path(lost))
        #expect(try office.run("audit").status == 65)
        let events = try AnchorTests.audit(office).events
        try office.run("restore", backup).requireSuccess()
        #expect(try office.run("audit").status == 0)
        #expect(try AnchorTests.audit(office).events == events)
        try office.run("sign", codes[1]).requireSuccess()
        try office.run("stamp", codes[1]).requireSuccess()
        #expect(try office.dossier(codes[1]).number == "2/ĐT")
        #expect(try office.run("audit").status == 0)
    }

    @Test("what was done after the backup is named, must be accepted, and no number is given again")
    func gap() throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office, "a")
        let backup = office.outside("backup")
        try office.run("backup", backup).requireSuccess()
        let later = [try Self.delivered(office, "b"), try Self.delivered(office, "c")]
        try office.run("audit", "--anchor").requireSuccess()
        let refused = try office.run("restore", backup)
        #expect(refused.status == 65 && refused.errors.contains("từ 2 đến 3"), "\(refused)")
        #expect(try office.dossiers().count == 3)
        let result = try Self.object(
            try office.run(
                "restore", backup, "--accept-gap", "Hỏng đĩa", "--last-number",
                "\(Calendar.current.component(.year, from: Date()))=5", "--json"))
        let before = try #require(result["before"] as? String)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: before).contains { $0.contains(later[1]) })

        #expect(try office.dossiers().count == 1)
        let code = try Self.delivered(office, "d")
        #expect(try office.dossier(code).number == "6/ĐT")
        #expect(!later.contains(code))
        let audit = try office.run("audit")
        #expect(audit.status == 0 && audit.output.contains("Hỏng đĩa"), "\(audit.output)")
        // The chain goes on beside the anchors of the state that was given up.
        #expect(try AnchorTests.audit(office, "--anchor").findings.isEmpty)
    }

    @Test("nobody knows what a lost ledger had: that must be accepted, too")
    func lost() throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office, "a")
        let backup = office.outside("backup")
        try office.run("backup", backup).requireSuccess()
        _ = try Self.delivered(office, "b")
        try office.run("audit", "--anchor").requireSuccess()
        try Tool.run("rm", ["-r", office.path("spool")]).requireSuccess()
        #expect(try office.run("run", "--once").status == 78)
        #expect(try office.run("restore", backup).status == 65)
        try office.run("restore", backup, "--accept-gap", "Mất đĩa").requireSuccess()
        // The anchor tells of the number that the ledger gave.
        #expect(try office.dossier(try Self.delivered(office, "c")).number == "3/ĐT")
        #expect(try office.run("audit").status == 0)
    }

    @Test("books that were added, or renamed while they were empty, after the backup: no number is given again")
    func newBooks() throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office, "a")
        let year = Calendar.current.component(.year, from: Date())
        let days = ["--open", "\(year)-01-01", "--close", "\(year)-12-31"]
        try office.run(["book", "add", "Rỗng", "--first", "500"] + days).requireSuccess()
        let backup = office.outside("backup")
        try office.run("backup", backup).requireSuccess()
        try office.run("book", "edit", "Rỗng", "--name", "Mới").requireSuccess()
        try office.run(["book", "add", "Thêm", "--first", "900"] + days).requireSuccess()
        for (book, name) in [("Mới", "b"), ("Thêm", "c")] {
            let code = try office.submit(Scan.pdf(name), named: "\(name).pdf")
            try office.run("sign", code).requireSuccess()
            try office.run("stamp", code, "--book", book).requireSuccess()
        }
        let refused = try office.run("restore", backup)
        #expect(refused.status == 65 && refused.errors.contains("Thêm"), "\(refused)")
        try office.run("restore", backup, "--accept-gap", "Hỏng đĩa").requireSuccess()
        for (book, name, number) in [("Mới", "d", "501/ĐT"), ("Thêm", "e", "901/ĐT"), ("\(year)", "f", "2/ĐT")] {
            let code = try office.submit(Scan.pdf(name), named: "\(name).pdf")
            try office.run("sign", code).requireSuccess()
            try office.run("stamp", code, "--book", book).requireSuccess()
            #expect(try office.dossier(code).number == number)
        }
        #expect(try office.run("book", "show", "Rỗng").status == 66)
        #expect(try office.run("audit").status == 0)
    }

    @Test("a spool that is a mount point is refused before anything is copied")
    func mounted() throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office, "a")
        let backup = office.outside("backup")
        try office.run("backup", backup).requireSuccess()
        // Without the right to mount nothing can be shown.
        guard getuid() == 0 else { return }
        // The mount is seen by these processes alone, and ends with them.
        let restore = "mount --bind spool spool && exec '\(Program.path)' restore '\(backup)' --workspace ."
        let result = try Tool.run(
            "unshare", ["--mount", "bash", "-c", restore], directory: office.workspace)
        #expect(result.status == 78 && result.errors.contains("điểm gắn"), "\(result)")
        #expect(try office.run("audit").status == 0)
        let beside = try FileManager.default.contentsOfDirectory(atPath: office.workspace)
        #expect(!beside.contains { $0.hasPrefix("spool-") }, "\(beside)")
    }

    @Test("on another machine, with keys and anchors put there by hand")
    func elsewhere() throws {
        let office = try OfficeFixture()
        let code = try Self.delivered(office, "a")
        let backup = office.outside("backup")
        try office.run("backup", backup).requireSuccess()
        let place = office.outside("new machine")
        let arguments = ["restore", backup, "--workspace", place, "--accept-gap", "Máy mới"]
        #expect(try Tool.run(Program.path, arguments).status == 64)
        // What is no backup is called so before anything is asked for.
        #expect(try Tool.run(Program.path, ["restore", office.workspace, "--workspace", place]).status == 66)
        try Tool.run(Program.path, arguments + ["--trust", office.root]).requireSuccess()
        try Tool.run(
            "bash",
            [
                "-c",
                "cp -n '\(office.workspace)'/pki/*.p* '\(place)/pki/'; cp -r '\(office.workspace)'/anchors '\(place)/'",
            ]
        ).requireSuccess()
        let shown = try Tool.run(Program.path, ["show", code, "--json", "--workspace", place]).requireSuccess()
        #expect(try DossierRow.rows(shown.output).first?.number == "1/ĐT")
        #expect(try Tool.run(Program.path, ["run", "--once", "--workspace", place]).status == 0)
        #expect(try Tool.run(Program.path, ["audit", "--workspace", place]).status == 0)
    }

    @Test(
        "a backup that was touched takes nobody's place",
        arguments: ["ledger.sqlite", "manifest.json", "manifest.p7s", "spool/outbox/sent/*/*/*/*.pdf"])
    func touched(file: String) throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office, "a")
        let backup = office.outside("backup")
        try office.run("backup", backup).requireSuccess()
        let touch = "f=$(ls \(file)); chmod u+w \"$f\"; printf 'x' | dd of=\"$f\" bs=1 seek=60 conv=notrunc status=none"
        try Tool.run("bash", ["-c", touch], directory: backup).requireSuccess()
        let before = try Self.files(office)
        #expect(try office.run("restore", backup, "--accept-gap", "x").status == 65)
        #expect(try Self.files(office) == before && office.run("audit").status == 0)
    }

    @Test("a backup that the leader's key signed takes nobody's place, unless the leader is stated as a signer")
    func leader() throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office, "a")
        let backup = office.outside("backup")
        try office.run("backup", backup).requireSuccess()
        try LeaderStatement.sign("\(backup)/manifest", office)
        for trust in [[], ["--trust", office.root]] {
            let refused = try office.run(["restore", backup, "--accept-gap", "x"] + trust)
            #expect(refused.status == 65 && refused.errors.contains("register.anchor.signers"), "\(refused)")
        }
        try LeaderStatement.believe(office)
        try office.run("restore", backup, "--accept-gap", "x").requireSuccess()
        #expect(try office.run("audit").status == 0)
    }

    @Test("killed at any of its changes of names, a restoration leaves the old office or the new one")
    func killed() throws {
        let template = try OfficeFixture()
        _ = try Self.delivered(template, "a")
        let backup = template.outside("backup")
        try template.run("backup", backup).requireSuccess()
        let later = try Self.delivered(template, "b")
        var outcomes: Set<String> = []
        for moment in ["renameat2:when=1", "renameat2:when=2", "renameat2:when=3", "fsync:when=4", "fsync:when=30"] {
            let parts = moment.split(separator: ":")
            let copy = template.outside("copy-\(parts[0])-\(parts[1])")
            try Tool.run("cp", ["--archive", template.workspace, copy]).requireSuccess()
            let killed = try Tool.run(
                "strace",
                [
                    "-f", "-o", "/dev/null", "-e", "trace=\(parts[0])", "-e",
                    "inject=\(parts[0]):signal=SIGKILL:\(parts[1])",
                    Program.path,
                    "restore", backup, "--accept-gap", "Thử", "--workspace", copy,
                ])
            let listed = try Tool.run(Program.path, ["list", "--json", "--workspace", copy]).requireSuccess()
            let codes = try DossierRow.rows(listed.output).map(\.code)
            outcomes.insert(codes.contains(later) ? "old" : "new")
            #expect(try Tool.run(Program.path, ["run", "--once", "--workspace", copy]).status == 0)
            let audit = try Tool.run(Program.path, ["audit", "--workspace", copy])
            #expect(audit.status == 0, "\(moment) \(killed.status): \(audit.output)")
        }
        #expect(outcomes == ["old", "new"])
    }
}
