import Foundation
import TestSupport

/// A demo workspace whose leader signs with an RSA key on one token and whose seal is an EC key on another.
struct TokenOffice: ~Copyable {
    let box: TokenBox
    private let directory: TemporaryDirectory
    private let calls: String

    var workspace: String { directory.path }

    /// - Parameters:
    ///   - certificateOnToken: where the leader's certificate lies: on the token, or in a file that the configuration names.
    ///   - usage: the leader's key usage.
    init(certificateOnToken: Bool = true, usage: String = "nonRepudiation", days: Int = 20) throws {
        let box = try TokenBox()
        let directory = try TemporaryDirectory("office")
        try Self.makeKeys(box, certificateOnToken: certificateOnToken, usage: usage, days: days)
        let made = try Tool.run(try BuiltPrograms.path(of: "chungthuc"), ["init", directory.path, "--demo"])
        guard made.status == 0 else { throw TokenBoxFailure(result: made) }
        try Self.configure(directory.path, box, certificateOnToken: certificateOnToken)
        calls = box.directory.file("calls")
        self.box = box
        self.directory = directory
    }

    private static func makeKeys(
        _ box: borrowing TokenBox,
        certificateOnToken: Bool,
        usage: String,
        days: Int
    ) throws {
        try box.makeKey("leader", algorithm: ["rsa:2048"], days: days, usage: usage)
        try box.makeKey("seal", algorithm: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"])
        try box.addToken("Lãnh đạo")
        try box.put("leader", on: "Lãnh đạo", id: "01", parts: certificateOnToken ? [.key, .certificate] : [.key])
        try box.addToken("Con dấu")
        try box.put("seal", on: "Con dấu", id: "02")
    }

    private static func configure(
        _ workspace: String,
        _ box: borrowing TokenBox,
        certificateOnToken: Bool
    ) throws {
        let file = URL(fileURLWithPath: workspace + "/pipelines/phu-cuong.yaml")
        let common = "module: \(TokenBox.spy), pin-file: \(box.pinFile)"
        let certificate = certificateOnToken ? "" : ", certificate: \(box.file("leader", "pem"))"
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("settle: 2s", with: "settle: 100ms")
            .replacing(
                "key: {pkcs12: pki/leader.p12, passphrase-file: pki/leader.pass}",
                with: "key: {pkcs11: {\(common), token: Lãnh đạo, label: leader\(certificate)}}"
            )
            .replacing(
                "key: {pkcs12: pki/seal.p12, passphrase-file: pki/seal.pass}",
                with: "key: {pkcs11: {\(common), token: Con dấu, id: 02}}"
            )
        try Data(text.utf8).write(to: file)
    }

    /// OpenSC's spy stands before SoftHSM and writes down every call.
    var environment: [String: String] {
        box.environment.merging(["PKCS11SPY": TokenBox.module, "PKCS11SPY_OUTPUT": calls]) { $1 }
    }

    /// How many PINs were tried.
    func logins() throws -> Int {
        guard FileManager.default.fileExists(atPath: calls) else { return 0 }
        return try String(contentsOfFile: calls, encoding: .utf8).components(separatedBy: " C_Login\n").count - 1
    }

    @discardableResult
    func run(_ arguments: String...) throws -> ToolResult {
        try Tool.run(
            try BuiltPrograms.path(of: "chungthuc"), arguments + ["--workspace", workspace], environment: environment)
    }

    /// Starts the daemon; the caller stops it.
    func daemon() throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try BuiltPrograms.path(of: "chungthuc"))
        process.arguments = ["run", "--workspace", workspace]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let log = try directory.write([], to: "daemon.log")
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.standardOutput = process.standardError
        try process.run()
        return process
    }

    /// A scan, submitted; returns the dossier's code.
    func submit() throws -> String {
        let scan = try directory.write(TokenOffice.scan.utf8, to: "scan.pdf")
        let result = try run("submit", scan, "--type", "giay-to-khac", "--email", "a@example.vn")
        guard result.status == 0 else { throw TokenBoxFailure(result: result) }
        return result.output.trimmingCharacters(in: .newlines)
    }

    /// The file of a dossier in a folder of the spool.
    func document(_ code: String, in folder: String) throws -> String? {
        let path = workspace + "/spool/" + folder
        return try FileManager.default.contentsOfDirectory(atPath: path)
            .first { $0.hasPrefix(code) && $0.hasSuffix(".pdf") }.map { path + "/" + $0 }
    }

    /// The dossier's file, wherever it is now.
    func document(_ code: String) throws -> String {
        let shown = try run("show", code, "--json").output
        let row = try JSONDecoder().decode(Row.self, from: Data(shown.utf8))
        return workspace + "/" + row.path
    }

    private struct Row: Decodable {
        let path: String
    }

    /// A page with nothing on it.
    private static let scan: String = {
        let objects = [
            "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>>>>",
        ]
        var file = "%PDF-1.4\n"
        var table = "xref\n0 4\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let digits = String(file.utf8.count)
            table += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
            file += "\(index + 1) 0 obj \(object) endobj\n"
        }
        return file + table + "trailer <</Root 1 0 R /Size 4>>\nstartxref\n\(file.utf8.count)\n%%EOF\n"
    }()
}

/// Waits for what another process does; the bound is for a broken build, not a measurement.
func eventually(_ condition: () throws -> Bool) async throws -> Bool {
    for _ in 0..<1500 {
        if try condition() { return true }
        try await Task.sleep(for: .milliseconds(40))
    }
    return false
}
