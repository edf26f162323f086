import Foundation

/// SoftHSM2 with tokens of its own, for programs that are started with its ``environment``.
///
/// The library is one for a whole process, and reads its configuration once: tests use it in other processes only.
package struct TokenBox: ~Copyable {
    package static let module = "/usr/lib/softhsm/libsofthsm2.so"
    /// OpenSC's module that writes down every call to the one behind it.
    package static let spy = "/usr/lib/x86_64-linux-gnu/pkcs11-spy.so"
    package static let pin = "493817"

    package let directory: TemporaryDirectory
    /// A root certificate's PEM file; every certificate is issued by it.
    package let root: String

    /// - Parameter mechanisms: SoftHSM's `slots.mechanisms`; all of them without.
    package init(mechanisms: String? = nil) throws {
        let made = try TemporaryDirectory("tokens")
        try Self.prepare(made, root: made.file("root.pem"), mechanisms: mechanisms)
        root = made.file("root.pem")
        directory = made
    }

    private static func prepare(_ directory: borrowing TemporaryDirectory, root: String, mechanisms: String?) throws {
        try FileManager.default.createDirectory(atPath: directory.file("tokens"), withIntermediateDirectories: false)
        var lines = ["directories.tokendir = \(directory.file("tokens"))", "objectstore.backend = file"]
        if let mechanisms { lines.append("slots.mechanisms = \(mechanisms)") }
        _ = try directory.write(lines.joined(separator: "\n").utf8, to: "softhsm2.conf")
        try check(
            try Tool.run(
                "openssl",
                [
                    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", directory.file("root.key"),
                    "-out", root, "-days", "30", "-subj", "/C=VN/CN=Token test root",
                ]))
        try write(pin: pin, in: directory)
    }

    package var environment: [String: String] { ["SOFTHSM2_CONF": directory.file("softhsm2.conf")] }
    package var pinFile: String { directory.file("pin") }

    /// Writes the PIN file that programs read.
    package func writePIN(_ pin: String) throws { try Self.write(pin: pin, in: directory) }

    private static func write(pin: String, in directory: borrowing TemporaryDirectory) throws {
        let path = try directory.write((pin + "\n").utf8, to: "pin")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    package func addToken(_ label: String) throws {
        try Self.check(
            try run(
                "softhsm2-util", ["--init-token", "--free", "--label", label, "--pin", Self.pin, "--so-pin", "5678"]))
    }

    /// The serial numbers of the tokens with a label.
    package func serials(of label: String) throws -> [String] {
        let slots = try run("softhsm2-util", ["--show-slots"]).output.components(separatedBy: "Slot ")
        return slots.compactMap { slot in
            var facts: [String: String] = [:]
            for line in slot.split(separator: "\n") {
                let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                if parts.count == 2 { facts[parts[0]] = parts[1] }
            }
            return facts["Label"] == label ? facts["Serial number"] : nil
        }
    }

    /// A key made by OpenSSL, with its certificate.
    package func makeKey(
        _ name: String,
        algorithm: [String],
        days: Int = 20,
        usage: String = "nonRepudiation"
    ) throws {
        let extensions = try directory.write("keyUsage=critical,\(usage)\n".utf8, to: "\(name).ext")
        try Self.check(
            try Tool.run(
                "openssl",
                ["req", "-new", "-newkey"] + algorithm + [
                    "-nodes", "-keyout", file(name, "key"), "-out", file(name, "csr"), "-subj", "/C=VN/CN=\(name)",
                ]))
        try Self.check(
            try Tool.run(
                "openssl",
                [
                    "x509", "-req", "-in", file(name, "csr"), "-CA", root, "-CAkey", directory.file("root.key"),
                    "-days", "\(days)", "-out", file(name, "pem"), "-extfile", extensions,
                ]))
        for (kind, from, to) in [("pkey", "key", "key.der"), ("x509", "pem", "crt"), ("x509", "pem", "pub")] {
            let format = to == "pub" ? ["-pubkey", "-noout"] : ["-outform", "DER"]
            try Self.check(
                try Tool.run("openssl", [kind, "-in", file(name, from), "-out", file(name, to)] + format))
        }
    }

    package enum Part: String {
        case key = "privkey"
        case certificate = "cert"
    }

    /// Writes parts of a key made by ``makeKey(_:algorithm:days:usage:)`` onto a token.
    package func put(
        _ name: String,
        on token: String,
        id: String,
        label: String? = nil,
        parts: [Part] = [.key, .certificate],
        options: [String] = []
    ) throws {
        for part in parts {
            let path = file(name, part == .key ? "key.der" : "crt")
            let options = part == .key ? ["--usage-sign"] + options : []
            try Self.check(
                try run(
                    "pkcs11-tool",
                    [
                        "--module", Self.module, "--token-label", token, "--login", "--pin", Self.pin,
                        "--write-object", path, "--type", part.rawValue, "--id", id, "--label", label ?? name,
                    ] + options))
        }
    }

    package func file(_ name: String, _ pathExtension: String) -> String { directory.file("\(name).\(pathExtension)") }

    /// Takes all tokens away, as a hand pulls them out; or puts them back.
    package func setTokens(present: Bool) throws {
        let (here, away) = (directory.file("tokens"), directory.file("away"))
        if present {
            try FileManager.default.removeItem(atPath: here)
            try FileManager.default.moveItem(atPath: away, toPath: here)
        } else {
            try FileManager.default.moveItem(atPath: here, toPath: away)
            try FileManager.default.createDirectory(atPath: here, withIntermediateDirectories: false)
        }
    }

    package func run(
        _ name: String,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> ToolResult {
        try Tool.run(name, arguments, environment: self.environment.merging(environment) { $1 })
    }

    private static func check(_ result: ToolResult) throws {
        guard result.status == 0 else { throw TokenBoxFailure(result: result) }
    }
}

package struct TokenBoxFailure: Error {
    package let result: ToolResult

    package init(result: ToolResult) {
        self.result = result
    }
}
