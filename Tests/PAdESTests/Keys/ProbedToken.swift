import Foundation
import TestSupport

/// A token key as `KeyProbe` uses it in a process of its own.
struct ProbedToken: Encodable {
    var module = TokenBox.module
    var token: String? = "office"
    var serial: String?
    var label: String? = "leader"
    var id: [UInt8]?
    var pinFile: String
    var certificate: String?
    var refused: String

    init(_ box: borrowing TokenBox) throws {
        pinFile = box.pinFile
        refused = box.directory.file("refused")
        try FileManager.default.createDirectory(atPath: refused, withIntermediateDirectories: true)
    }

    /// What the probe said: signatures, or the code of a fault.
    func sign(
        _ box: borrowing TokenBox,
        scheme: String = "rsassa-pss",
        count: Int = 1,
        environment: [String: String] = [:]
    ) throws -> [String] {
        let settings = String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
        let probe = try BuiltPrograms.path(of: "KeyProbe")
        let result = try box.run(probe, ["token", settings, scheme, "\(count)"], environment: environment)
        guard result.status == 0 || !result.output.isEmpty else { throw TokenBoxFailure(result: result) }
        return result.output.split(separator: "\n").map(String.init)
    }
}

/// `TokenShim` before SoftHSM.
struct ShimmedToken {
    let log: String
    private let variables: [String: String]

    init(_ box: borrowing TokenBox, _ variables: [String: String] = [:]) {
        log = box.directory.file("calls")
        self.variables = variables
    }

    static var module: String { get throws { try BuiltPrograms.path(of: "libTokenShim.so") } }

    var environment: [String: String] {
        variables.merging(["TOKEN_SHIM_MODULE": TokenBox.module, "TOKEN_SHIM_LOG": log]) { $1 }
    }

    /// How often a function was called.
    func count(_ call: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: log) else { return 0 }
        return try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").filter { $0 == call }.count
    }
}
