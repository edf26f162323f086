import Foundation

/// A real Postfix on loopback with configuration, queue and port of its own (Tests/Judges/postfix.sh), as long as this
/// object lives.
package final class Postfix {
    /// It changes users, which only root can.
    package static let isPossible = geteuid() == 0

    package let port: Int
    private let directory: TemporaryDirectory
    private let process = Process()
    private let input = Pipe()

    package init() throws {
        directory = try TemporaryDirectory("postfix")
        port = try Self.freePort()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [Repository.root + "/Tests/Judges/postfix.sh", directory.path, String(port)]
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard line.contains("ready") else { throw DidNotHappen(description: "Postfix does not start: \(line)") }
    }

    deinit {
        // The script stops Postfix when nobody holds its input any more. What cannot be closed is closed already.
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    package var certificate: String { directory.file("tls.pem") }

    /// The Maildir of `thu` or of the `office`.
    package func maildir(_ name: String) -> String { directory.file("mail/\(name)") }

    package var log: String { (try? String(contentsOfFile: directory.file("mail.log"), encoding: .utf8)) ?? "" }

    private static func freePort() throws -> Int {
        let script = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
        let output = try Tool.run("python3", ["-c", script]).requireSuccess().output
        guard let port = Int(output.trimmingCharacters(in: .newlines)) else {
            throw DidNotHappen(description: "no free port: \(output)")
        }
        return port
    }
}
