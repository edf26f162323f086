import Foundation
import TestSupport
import Testing

/// What people, scanners, desktops and attackers put into an inbox. Python makes the names: it keeps them as bytes, too.
@Suite(.blocking) struct NamesAndKindsTests {
    /// Scans under these names are taken in, each a dossier of its own.
    private static let taken: [(what: String, name: [UInt8])] = [
        ("a newline", Array("a\nb.pdf".utf8)),
        ("no UTF-8", [0xff, 0xc3] + Array(".pdf".utf8)),
        ("255 bytes", [UInt8](repeating: 0x78, count: 251) + Array(".pdf".utf8)),
        ("255 bytes of Vietnamese", Array((String(repeating: "\u{1EC7}", count: 83) + "ab.pdf").utf8)),
        ("a leading dash", Array("-rf.pdf".utf8)),
        ("composed", Array("b\u{1EC7}nh.pdf".utf8)),
        ("decomposed", Array("be\u{323}\u{302}nh.pdf".utf8)),
        ("small letters", Array("scan.pdf".utf8)),
        ("capitals", Array("SCAN.PDF".utf8)),
        ("both", Array("Scan.Pdf".utf8)),
        ("blanks", Array(" hồ sơ  .pdf".utf8)),
        ("a shell's signs", Array("$(rm -rf *);'\"`.pdf".utf8)),
    ]

    /// Left where they are, unread: what desktops, scanners and office programs keep or complete by themselves.
    private static let leftAlone = [
        ".DS_Store", "._scan.pdf", ".hidden.pdf", ".~lock.scan.pdf#", "Thumbs.db", "desktop.ini", "~$scan.pdf",
        "scan.pdf.tmp", "scan.pdf.part", "scan.pdf.filepart", "scan.pdf.crdownload", "scan.pdf~", ".nfs0001",
    ]

    private static let write = """
        import os, sys
        for line in open(sys.argv[2]).read().split():
            name, data = (bytes.fromhex(part) for part in line.split(":"))
            with open(os.path.join(os.fsencode(sys.argv[1]), name), "wb") as file:
                file.write(data)
        """

    private static func drop(_ files: [(name: [UInt8], data: [UInt8])], into office: OfficeFixture) throws {
        let hex = { (bytes: [UInt8]) in bytes.map { String(format: "%02x", $0) }.joined() }
        let list = office.outside("list")
        let lines = files.map { hex($0.name) + ":" + hex($0.data) }.joined(separator: "\n")
        try Data(lines.utf8).write(to: URL(fileURLWithPath: list))
        try Tool.run("python3", ["-c", write, office.path("inbox"), list]).requireSuccess()
    }

    @Test func everyNameIsADossierAndNoneIsLost() throws {
        let office = try OfficeFixture()
        let scans = Self.taken.map { (name: $0.name, data: Scan.pdf("named with \($0.what)")) }
        try Self.drop(scans, into: office)
        try office.run("run", "--once").requireSuccess()
        let sums = try scans.map { try office.sum($0.data) }
        let rows = try office.dossiers()
        for (sum, scan) in zip(sums, Self.taken) {
            #expect(rows.count { $0.sha256 == sum } == 1, "\(scan.what)")
        }
        #expect(rows.count == scans.count)
        // Each can go on: the name is for people, the code finds the file.
        for row in rows {
            try office.run("submit", row.code, "--type", "giay-to-khac", "--email", "a@example.vn").requireSuccess()
        }
        try office.run("sign", "--all").requireSuccess()
        #expect(try office.files("inbox").isEmpty && office.files("inbox/refused").isEmpty)
        #expect(try office.run("audit").status == 0)
    }

    @Test func whatOthersKeepIsLeftAlone() throws {
        let office = try OfficeFixture()
        try Self.drop(Self.leftAlone.map { (Array($0.utf8), Scan.pdf($0)) }, into: office)
        try office.run("run", "--once").requireSuccess()
        let left = try FileManager.default.contentsOfDirectory(atPath: office.path("inbox"))
        #expect(Set(left).isSuperset(of: Self.leftAlone))
        #expect(try office.dossiers().isEmpty && office.files("inbox/refused").isEmpty)
    }

    @Test func onlyRegularFilesAreTakenAndTheRestIsReported() throws {
        let office = try OfficeFixture()
        let secret = Scan.pdf("a private letter")
        let (private_, shared) = (office.outside("private.pdf"), office.outside("shared.pdf"))
        try Data(secret).write(to: URL(fileURLWithPath: private_))
        try Data(Scan.pdf("has two names")).write(to: URL(fileURLWithPath: shared))
        let script = """
            cd "$1"; ln -s "$2" link.pdf; ln -s /nowhere dangling.pdf; ln -s .. above.pdf; mkfifo pipe.pdf; mkdir folder.pdf
            cp "$2" folder.pdf/inside.pdf; ln "$3" hardlink.pdf; mknod device.pdf c 1 3 || mkfifo device.pdf
            python3 -c "import socket; socket.socket(socket.AF_UNIX).bind('socket.pdf')"
            """
        try Tool.run("sh", ["-c", script, "sh", office.path("inbox"), private_, shared]).requireSuccess()
        try office.run("run", "--once").requireSuccess()
        let rows = try office.dossiers()
        #expect(rows.map(\.originalName) == ["hardlink.pdf"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: shared)) == Data(Scan.pdf("has two names")), "the other name")
        let findings = try office.run("doctor").output
        for name in ["link", "dangling", "above", "pipe", "folder", "device", "socket"] {
            #expect(findings.contains("/\(name).pdf"), "\(name)")
            let standing = try Tool.run("test", ["-e", office.path("inbox/\(name).pdf")]).status
            #expect(standing == 0 || name == "dangling", "\(name) stays")
        }
        // Written into the copy that was taken in, nothing changes: it is another inode.
        try Data("overwritten".utf8).write(to: URL(fileURLWithPath: shared))
        #expect(try office.run("audit").status == 0)
    }
}

extension OfficeFixture {
    /// SHA-256, as coreutils has it.
    fileprivate func sum(_ bytes: [UInt8]) throws -> String {
        let output = try Tool.run("sha256sum", input: bytes).requireSuccess().output
        return String(output.prefix(64))
    }
}
