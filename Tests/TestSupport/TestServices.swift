import Foundation

/// A PKI on loopback: certification authorities, an OCSP responder, CRLs, and timestamp servers, some of which lie.
/// Tests/Judges/pki.py, with certomancer, in a process of its own that ends with this value.
package final class TestServices {
    /// Of a key file to sign with.
    package enum Holder: String, Sendable {
        case leader, seal
        /// Revoked yesterday.
        case revoked
        /// Its certificate names no place to ask for revocation.
        case bare
        /// The leader's without the certificates above it.
        case lonely
    }

    /// How a timestamp server lies.
    package enum Lie: String, CaseIterable, Sendable {
        case imprint, nonce, noNonce = "no-nonce", rejection, waiting, garbage, empty, rogue, general, truncated
        case noToken = "no-token"
        case time, swapped, past, future
    }

    package let directory: String
    package let port: Int
    private var process: Process?

    /// - Parameters:
    ///   - directory: for keys and certificates; those that are there are used again.
    ///   - port: of an earlier run whose certificates name it; any free one otherwise.
    package init(in directory: String, port: Int? = nil) throws {
        self.directory = directory
        (process, self.port) = try Self.start(in: directory, port: port)
    }

    deinit {
        stop()
    }

    package var root: String { directory + "/root.pem" }
    package var passphraseFile: String { directory + "/passphrase" }
    package var timestamps: String { address("pki/tsa/tsa") }

    package func address(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    package func timestamps(lying lie: Lie) -> String { address("lie/\(lie.rawValue)/tsa") }

    package func keyFile(_ holder: Holder) -> String { "\(directory)/\(holder.rawValue).p12" }

    /// How often each path was asked.
    package func counts() throws -> [String: Int] {
        let answer = try Tool.run("curl", ["--silent", "--fail", "--noproxy", "*", address("counts")])
        return try JSONDecoder().decode([String: Int].self, from: Data(answer.output.utf8))
    }

    /// Ends all services: nobody listens on the port any more.
    package func stop() {
        process?.end()
        process = nil
    }

    /// Starts them again, the same ones.
    package func restart() throws {
        stop()
        (process, _) = try Self.start(in: directory, port: port)
    }

    private static func start(in directory: String, port: Int?) throws -> (Process, Int) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Tool.python)
        process.arguments =
            [Repository.root + "/Tests/Judges/pki.py", directory] + (port.map { [String($0)] } ?? [])
        let (input, output) = (Pipe(), Pipe())
        // Its end of the pipe closes with this process, however that ends, and the services end with it.
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")), case let piece = output.fileHandleForReading.availableData,
            !piece.isEmpty
        {
            line.append(piece)
        }
        struct Ready: Decodable { let port: Int }
        do {
            return (process, try JSONDecoder().decode(Ready.self, from: line).port)
        } catch {
            process.end()
            throw error
        }
    }
}

extension Process {
    /// Ends the process for good and waits for that. Not by SIGTERM, which our threads block, and our children with
    /// them.
    package func end() {
        guard isRunning else { return }
        kill(processIdentifier, SIGKILL)
        waitUntilExit()
    }
}
