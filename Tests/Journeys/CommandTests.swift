import Foundation
import TestSupport
import Testing

/// Exit codes, errors and batches of the commands.
@Suite(.blocking) struct CommandTests {
    @Test(
        "a command line that is not understood ends with 64 and one line of help",
        arguments: [
            ["no-such-command"], ["sign"], ["sign", "--all", "G22.99-010126-000001"], ["list", "--no-such-option"],
            ["submit"], ["reject", "G22.99-010126-000001"], ["list", "--limit", "many"],
            ["run", "--log-level", "loud"],
            ["list", "--state", "nowhere"], ["list", "--kind", "ghost"], ["list", "--from", "yesterday"],
        ])
    func usage(arguments: [String]) throws {
        let office = try OfficeFixture()
        let plain = try Tool.run(Program.path, arguments, environment: ["CHUNGTHUC_WORKSPACE": office.workspace])
        #expect(plain.status == 64 && plain.output.isEmpty, "\(plain)")
        #expect(plain.complaints.count == 1 && plain.errors.hasPrefix("chungthuc: "), "\(plain)")
        let json = try Tool.run(
            Program.path, arguments + ["--json"], environment: ["CHUNGTHUC_WORKSPACE": office.workspace])
        #expect(json.status == 64)
        try expectErrorObjects(json, codes: nil, count: 1)
    }

    @Test("what cannot be told is not told as success; what cannot complain still has its exit code")
    func fullDisk() throws {
        let office = try OfficeFixture()
        _ = try office.submit(Scan.pdf("listed"))
        func shell(_ command: String) throws -> ToolResult {
            try Tool.run(
                "sh", ["-c", "\"$0\" \(command)", Program.path],
                environment: ["CHUNGTHUC_WORKSPACE": office.workspace])
        }
        for list in ["list", "list --json", "audit"] {
            let told = try shell("\(list) >/dev/full")
            #expect(told.status == 73 && told.errors.contains("đầu ra chuẩn"), "\(told)")
            #expect(try shell("\(list) >/dev/full 2>/dev/full").status == 73)
        }
        #expect(try shell("sign G22.99-010126-000009 2>/dev/full").status == 66)
        #expect(try shell("no-such-command 2>/dev/full").status == 64)
    }

    @Test("documents at fault 65, missing ones 66")
    func dataAndNotFound() throws {
        let office = try OfficeFixture()
        let text = office.outside("text.pdf")
        try Data("no PDF".utf8).write(to: URL(fileURLWithPath: text))
        let missing = office.outside("missing.pdf")
        let fields = ["--type", "ho-chieu", "--email", "a@example.vn"]
        #expect(try office.run(["submit", text] + fields).status == 65)
        #expect(try office.run(["submit", missing] + fields).status == 66)
        #expect(try office.run(["submit", missing + "/x/y.pdf"] + fields).status == 66)
        #expect(try office.run("submit", text, "--type", "khong-co", "--email", "a@example.vn").status == 65)
        #expect(try office.run("submit", text, "--type", "ho-chieu", "--email", "nobody").status == 65)
        #expect(try office.run("submit", text).status == 65)
        let unknown = "G22.99-010126-000009"
        for command in [["sign"], ["stamp"], ["submit"], ["resend"], ["show"], ["edit"]] {
            #expect(try office.run(command + [unknown]).status == 66, "\(command)")
            #expect(try office.run(command + ["nonsense"]).status == 66, "\(command)")
        }
        #expect(try office.run("reject", unknown, "--reason", "x").status == 66)
        #expect(try office.run("cancel", unknown, "--reason", "x").status == 66)
        #expect(try office.run("verify", missing).status == 66)
        #expect(try office.run("verify", text).status == 65)

        let code = try office.submit(Scan.pdf("state"))
        for command in [["stamp"], ["submit"], ["resend"], ["cancel", "--reason", "x"], ["edit", "--copies", "2"]] {
            let result = try office.run([command[0], code] + command.dropFirst())
            #expect(result.status == 65 && result.complaints.count == 1, "\(command): \(result)")
        }
        #expect(try office.run("edit", code, "--copies", "0").status == 65)
        #expect(try office.dossiers().count == 1)
    }

    @Test("a scan that stands in inbox/ is one dossier when a command names it", arguments: [true, false])
    func arrivalNamed(besideDaemon: Bool) async throws {
        let office = try OfficeFixture(settle: "30s")
        let daemon = besideDaemon ? try Daemon(office) : nil
        try await daemon?.open()
        try office.drop(Scan.pdf("named"), "inbox/ho-chieu/scan.pdf")
        try office.drop("email: a@example.vn\ncopies: 3\n".utf8, "inbox/ho-chieu/scan.yaml")
        let submitted = try office.run("submit", office.path("inbox/ho-chieu/scan.pdf"), "--copies", "2")
        try submitted.requireSuccess()
        let row = try #require(try office.dossiers().first)
        #expect(row.documentType == "ho-chieu" && row.copies == 2 && row.state == "awaiting-signature")
        #expect(try office.files("inbox/ho-chieu").isEmpty)
        if let daemon { #expect(try await daemon.stop() == 0) }
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossiers().count == 1)
    }

    @Test("a file on the officer's desk is the dossier that its name says")
    func deskFileNamed() throws {
        let office = try OfficeFixture()
        try office.drop(Scan.pdf("desk"), "inbox/ho-chieu__a@example.vn.pdf")
        try office.run("run", "--once").requireSuccess()
        let row = try #require(try office.dossiers("--state", "scanned").first)
        try office.run("submit", office.path(row.path)).requireSuccess()
        #expect(try office.dossiers().map(\.state) == ["awaiting-signature"])
    }

    @Test("in a batch everybody is tried, and the code is that of the first failure")
    func batches() throws {
        let office = try OfficeFixture()
        let codes = try (1...3).map { try office.submit(Scan.pdf("batch \($0)")) }
        let strangers = ["nonsense", "G22.99-010126-000009"]
        let subjects = [codes[0], strangers[0], codes[1], strangers[1], codes[2]]
        let signed = try office.run(["sign"] + subjects)
        #expect(signed.status == 66 && signed.complaints.count == 2)
        #expect(signed.output.split(separator: "\n").map { String($0.prefix(20)) } == codes)
        #expect(try office.dossiers("--state", "awaiting-seal").count == 3)

        // Already signed (65) before unknown (66): the first failure counts, not the last or the worst.
        #expect(try office.run("sign", codes[0], strangers[0]).status == 65)
        let json = try office.run(["stamp", "--json"] + subjects)
        #expect(json.status == 66)
        #expect(try DossierRow.rows(json.output).map(\.number) == ["1/ĐT", "2/ĐT", "3/ĐT"])
        try expectErrorObjects(json, codes: ["no-such-file", "dossier-unknown"], count: 2)
        #expect(try office.run("sign", "--all").status == 0, "an empty desk is no failure")
    }

    @Test(
        "files are named as people type them",
        arguments: ["./a scan.pdf", "../here/a scan.pdf", "a scan.pdf", "link/a scan.pdf"])
    func paths(path: String) throws {
        let office = try OfficeFixture()
        let here = office.outside("here")
        try FileManager.default.createDirectory(atPath: here, withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: here + "/link", withDestinationPath: here)
        try Data(Scan.pdf("path")).write(to: URL(fileURLWithPath: here + "/a scan.pdf"))
        let arguments = ["submit", path, "--type", "ho-chieu", "--email", "a@example.vn", "--workspace", "../office"]
        let result = try Tool.run(Program.path, arguments, directory: here)
        #expect(result.status == 0, "\(result)")
        let row = try #require(try office.dossiers().first)
        #expect(row.originalName == "a scan.pdf" && row.code + "\n" == result.output)
        #expect(try Data(contentsOf: URL(fileURLWithPath: here + "/a scan.pdf")) == Data(Scan.pdf("path")))
    }

    @Test("the workspace is found by option, environment and place")
    func places() throws {
        let office = try OfficeFixture()
        let by = { (arguments: [String], environment: [String: String], directory: String) in
            try Tool.run(Program.path, ["seals"] + arguments, environment: environment, directory: directory).status
        }
        let other = ["CHUNGTHUC_WORKSPACE": "/nowhere"]
        #expect(try by(["--workspace", office.workspace], other, "/") == 0)
        #expect(try by([], ["CHUNGTHUC_WORKSPACE": office.workspace], "/") == 0)
        #expect(try by([], [:], office.workspace) == 0)
        #expect(try by([], ["CHUNGTHUC_WORKSPACE": ""], office.workspace) == 0)
        #expect(try by([], [:], "/") == 78)
        #expect(try by([], other, office.workspace) == 78)
    }

    @Test("a workspace just laid out can be asked, and verify needs no register")
    func freshWorkspace() throws {
        let office = try OfficeFixture()
        let fresh = office.outside("fresh")
        for _ in 1...2 { try Tool.run(Program.path, ["init", fresh]).requireSuccess() }
        #expect(try Tool.run(Program.path, ["list", "--workspace", fresh]).status == 0)
        #expect(try Tool.run(Program.path, ["audit", "--workspace", fresh]).status == 0)
        #expect(try Tool.run(Program.path, ["run", "--once", "--workspace", fresh]).status == 78, "it has no keys")

        let code = try office.submit(Scan.pdf("fresh"))
        for command in ["sign", "stamp"] { try office.run(command, code).requireSuccess() }
        let copy = office.path(try office.dossier(code).path)
        try FileManager.default.removeItem(atPath: fresh + "/spool")
        let verified = try Tool.run(Program.path, ["verify", copy, "--trust", office.root, "--workspace", fresh])
        #expect(verified.status == 0, "\(verified)")
    }

    @Test("doctor and seals find nothing wrong in a demo office, and name what is")
    func doctor() throws {
        let office = try OfficeFixture()
        let well = try office.run("doctor")
        #expect(well.status == 0 && !well.output.contains("✗"), "\(well)")
        try Tool.run("chmod", ["o+w", office.path("inbox")]).requireSuccess()
        #expect(try office.run("doctor").output.contains("chmod o-w"))
        try Tool.run("chmod", ["644", office.path("pki/seal.pass")]).requireSuccess()
        let ill = try office.run("doctor", "--json")
        #expect(ill.status == 78 && ill.output.contains(#""level":"problem""#))
        #expect(try office.run("seals", "check").status == 78)
        #expect(try office.run("seals").status == 0)
    }
}

/// Errors as `--json` promises them.
func expectErrorObjects(
    _ result: ToolResult,
    codes: [String]?,
    count: Int,
    _ location: SourceLocation = #_sourceLocation
) throws {
    let objects = try result.complaints.map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(objects.count == count, "\(result.errors)", sourceLocation: location)
    for object in objects {
        for key in ["code", "message", "remedy"] {
            #expect((object[key] as? String)?.isEmpty == false, "\(key) in \(object)", sourceLocation: location)
        }
    }
    if let codes { #expect(objects.map { $0["code"] as? String } == codes, sourceLocation: location) }
}
