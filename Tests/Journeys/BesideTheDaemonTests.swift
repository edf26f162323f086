import Foundation
import TestSupport
import Testing

/// Commands, and other daemons, beside a daemon.
@Suite(.blocking) struct BesideTheDaemonTests {
    @Test("a second daemon ends with 75 and names the process that is at work")
    func twoDaemons() async throws {
        let office = try OfficeFixture()
        let daemon = try Daemon(office)
        try await daemon.open()
        for arguments in [["run"], ["run", "--once"]] {
            let second = try office.run(arguments)
            #expect(second.status == 75)
            #expect(second.errors.contains("\(daemon.processID)"), "\(second)")
        }
        #expect(try await daemon.stop() == 0)
        #expect(try office.run("run", "--once").status == 0)
    }

    @Test("list, show, audit, verify, seals and doctor work while the daemon does")
    func reading() async throws {
        let office = try OfficeFixture()
        let daemon = try Daemon(office)
        try await daemon.open()
        let code = try office.submit(Scan.pdf("reading"))
        let copy = office.path(try office.dossier(code).path)
        for arguments in [
            ["list"], ["show", code], ["audit"], ["seals"], ["seals", "check"], ["doctor"], ["book", "list"],
        ] {
            for more in [[], ["--json"]] {
                let result = try office.run(arguments + more)
                #expect(result.status == 0 && !result.output.isEmpty, "\(arguments): \(result)")
            }
        }
        #expect(try office.run("verify", copy).status == 65, "unsigned as yet")
        #expect(try await daemon.stop() == 0)
    }

    @Test("many commands at once, with and without a daemon: each has its turn", arguments: [true, false])
    func manyCommands(besideDaemon: Bool) async throws {
        let office = try OfficeFixture()
        let daemon = besideDaemon ? try Daemon(office) : nil
        let scans = try (1...6).map { index in
            let path = office.outside("scan\(index).pdf")
            try Data(Scan.pdf("many \(index)")).write(to: URL(fileURLWithPath: path))
            return path
        }
        let script =
            #"for scan in "${@:4}"; do "$1" submit "$scan" --type ho-chieu --email a@example.vn "#
            + #"--workspace "$2" & pids+=($!); done; for pid in "${pids[@]}"; do wait $pid || exit $?; done"#
        let result = try Tool.run("bash", ["-c", script, "bash", Program.path, office.workspace, "-"] + scans)
        #expect(result.status == 0 && Set(result.output.split(separator: "\n")).count == 6, "\(result)")
        #expect(try office.dossiers("--state", "awaiting-signature").count == 6)
        if let daemon {
            // It may have waited for the commands' lock till now.
            try await daemon.open()
            #expect(try await daemon.stop() == 0)
        }
        #expect(try office.run("audit").status == 0)
    }

    @Test("a workspace whose path is longer than a socket's")
    func deepWorkspace() async throws {
        let place = (1...8).map { "thư mục sâu thứ \($0)" }.joined(separator: "/")
        let office = try OfficeFixture(place)
        try #require(office.workspace.utf8.count > 108)
        let daemon = try Daemon(office)
        try await daemon.open()
        let code = try office.submit(Scan.pdf("deep"))
        for command in ["sign", "stamp"] { try office.run(command, code).requireSuccess() }
        try await office.delivery(of: code)
        #expect(try await daemon.stop() == 0)
    }

    @Test("two pipelines in one workspace: apart in folders, numbers and commands")
    func twoPipelines() async throws {
        let office = try OfficeFixture()
        let text = try office.text("pipelines/phu-cuong.yaml")
        let second = text.replacing("inbox: inbox, spool: spool", with: "inbox: inbox2, spool: spool2")
            .replacing("code: G22.99", with: "code: G22.98").replacing("UBND xã Phú Cường", with: "UBND xã Đông Anh")
        try Data(second.utf8).write(to: URL(fileURLWithPath: office.path("pipelines/dong-anh.yaml")))
        try office.run("init", office.workspace, "--demo").requireSuccess()

        let ambiguous = try office.run("list")
        #expect(ambiguous.status == 64 && ambiguous.errors.contains("dong-anh"), "\(ambiguous)")
        #expect(try office.run("list", "--pipeline", "khong-co").status == 64)

        let daemon = try Daemon(office)
        try office.drop(Scan.pdf("one"), "inbox/ho-chieu__one@example.vn.pdf")
        try office.drop(Scan.pdf("two"), "inbox2/ho-chieu__two@example.vn.pdf")
        for (pipeline, spool, code) in [("phu-cuong", "spool", "G22.99-"), ("dong-anh", "spool2", "G22.98-")] {
            try await patiently("taken in") { try office.files("\(spool)/scanned").contains { $0.hasPrefix(code) } }
            let row = try #require(try office.dossiers("--pipeline", pipeline).first)
            for command in ["submit", "sign", "stamp"] {
                try office.run(command, row.code, "--pipeline", pipeline).requireSuccess()
            }
            let shown = try #require(
                try DossierRow.rows(try office.run("show", row.code, "--json", "--pipeline", pipeline).output).first)
            #expect(shown.number == "1/ĐT" && shown.path.hasPrefix("\(spool)/outbox"))
            #expect(try office.run("audit", "--pipeline", pipeline).status == 0)
        }
        #expect(try await daemon.stop() == 0)
    }
}
