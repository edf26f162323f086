import Foundation
import TestSupport
import Testing

/// The demo's office in a workspace of its own, where complete scans go straight to the leader.
final class PlacementOffice {
    private let workspace: TemporaryDirectory

    init() throws {
        workspace = try TemporaryDirectory("placement")
        try run(["init", workspace.path, "--demo"])
        try configure("settle: 2s", "settle: 1ms")
        try configure("submit: manual", "submit: automatic")
    }

    func path(_ name: String) -> String { workspace.file(name) }

    /// The program, beside the bundle of its tests.
    private static let program: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/chungthuc"
    }()

    func attempt(_ arguments: [String]) throws -> ToolResult {
        try Tool.run(Self.program, arguments, environment: ["CHUNGTHUC_WORKSPACE": workspace.path])
    }

    func run(_ arguments: [String]) throws {
        let result = try attempt(arguments)
        try #require(result.status == 0, "\(arguments): \(result.errors)")
    }

    func configure(_ old: String, _ new: String) throws {
        let file = path("pipelines/phu-cuong.yaml")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try #require(text.contains(old))
        try text.replacing(old, with: new).write(toFile: file, atomically: false, encoding: .utf8)
    }

    /// Drops a scan with its sidecar; the sidecar first, so that the scan is never seen without.
    func drop(_ scan: [UInt8], named name: String, placement: String) throws {
        let form = "type: giay-to-khac\nemail: \(name)@example.vn\nplacement: \(placement)\n"
        _ = try workspace.write(form.utf8, to: "inbox/\(name).yaml")
        _ = try workspace.write(scan, to: "inbox/\(name).pdf")
    }

    func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }

    /// The sealed copies by the names of their scans.
    func copies() throws -> [String: String] {
        let files = FileManager.default.enumerator(atPath: path("spool/outbox"))?.compactMap { $0 as? String } ?? []
        var copies: [String: String] = [:]
        for file in files where file.hasSuffix(".pdf") {
            let name = try #require(file.dropLast(4).split(separator: " ").last)
            copies[String(name)] = path("spool/outbox/\(file)")
        }
        return copies
    }

    /// What pyHanko says of each copy's two signatures.
    func judge(_ copies: [String: String]) throws -> [String: String] {
        let names = copies.keys.sorted()
        let script = """
            import json, logging, sys
            logging.disable(logging.CRITICAL)
            from pyhanko.keys import load_cert_from_pemder
            from pyhanko.pdf_utils.reader import PdfFileReader
            from pyhanko.sign.validation import validate_pdf_signature
            from pyhanko_certvalidator import ValidationContext
            root = load_cert_from_pemder(sys.argv[1])
            def judge(path):
                context = ValidationContext(trust_roots=[root], allow_fetching=False)
                states = [validate_pdf_signature(s, context) for s in PdfFileReader(open(path, 'rb')).embedded_signatures]
                return ', '.join(('intact ' if s.intact else '') + ('valid ' if s.bottom_line else '')
                    + s.modification_level.name for s in states)
            print(json.dumps([judge(path) for path in sys.argv[2:]]))
            """
        let result = try Tool.run(
            Tool.python, ["-c", script, path("pki/root.pem")] + names.compactMap { copies[$0] }
        )
        let verdicts = try JSONDecoder().decode([String].self, from: Data(result.output.utf8))
        return Dictionary(uniqueKeysWithValues: zip(names, verdicts))
    }
}
