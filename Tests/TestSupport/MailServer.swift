import Foundation

/// A mail server on loopback that fails as it is told: Tests/Judges/smtp.py, as long as this object lives.
package final class MailServer {
    /// A message that the server took over.
    package struct Taken: Decodable, Sendable {
        package let id: String?
        package let sender: String
        package let recipient: String
        /// After the address in RCPT.
        package let parameters: String
        package let size: Int
        package let sha256: String
        /// Of its file.
        package let name: String
        /// Lines that do not end with CR LF.
        package let bare: Int
        /// Whether the server closed the connection instead of saying that it has the message.
        package let dropped: Bool
    }

    package let port: Int
    private let directory: TemporaryDirectory
    private let process: Process

    /// - Parameter options: JSON, as the script describes it; `TLS` stands for the certificate that ``certificate`` is.
    package init(_ options: String = "{}") throws {
        directory = try TemporaryDirectory("smtp")
        var options = options
        if options.contains("TLS") {
            try Self.makeCertificate(in: directory.path)
            let files = "\"\(directory.file("tls.pem"))\", \"\(directory.file("key.pem"))\""
            options = options.replacingOccurrences(of: "TLS", with: "\"tls\": [\(files)]")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Repository.root + "/Tests/Judges/smtp.py", directory.path, options]
        let output = Pipe()
        // Its end of the pipe closes with this process, however that ends, and the server ends with it.
        process.standardInput = Pipe()
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            process.end()
            throw DidNotHappen(description: "the mail server says \(line)")
        }
        self.port = port
        self.process = process
    }

    deinit {
        process.end()
    }

    /// For `localhost`, signed by itself.
    package var certificate: String { directory.file("tls.pem") }

    package func address(_ scheme: String = "smtp", host: String = "localhost") -> String {
        "\(scheme)://\(host):\(port)"
    }

    package func taken() throws -> [Taken] {
        try text("mails.jsonl").split(separator: "\n").map { try JSONDecoder().decode(Taken.self, from: Data($0.utf8)) }
    }

    /// Every command that came in clear.
    package func heard() throws -> String { try text("heard.txt") }

    /// A message as it came.
    package func message(_ taken: Taken) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: directory.file(taken.name))))
    }

    package func stop() { process.end() }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: directory.file(name), encoding: .utf8)
    }

    private static func makeCertificate(in directory: String) throws {
        try Tool.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost", "-keyout", directory + "/key.pem", "-out", directory + "/tls.pem",
            ]
        ).requireSuccess()
    }
}
