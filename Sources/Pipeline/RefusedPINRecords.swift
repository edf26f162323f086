import Hashing
import PAdES
import Spool

/// PINs that a token refused, a small file for each in `.state/`: they outlive the program.
///
/// The file's name tells token and PIN file apart, its content the version of the PIN file. Neither says anything of
/// the PIN.
struct RefusedPINRecords: RefusedPINs {
    let layout: SpoolLayout

    private static let limit = 4096

    func contains(_ attempt: PINAttempt) throws -> Bool {
        let state = try layout.open(.state)
        let name = try Self.name(attempt)
        guard try state.status(of: name) != nil else { return false }
        return try state.openRegular(name).bytes(limit: Self.limit) == Array(attempt.fileVersion.utf8)
    }

    func insert(_ attempt: PINAttempt) throws {
        let state = try layout.open(.state)
        let name = try Self.name(attempt)
        // That of an older version of the file.
        try state.remove(name)
        var file = try state.create(name, mode: 0o600)
        try file.write(Array(attempt.fileVersion.utf8))
        _ = try file.sync()
        try state.sync()
    }

    func remove(_ attempt: PINAttempt) throws {
        let state = try layout.open(.state)
        if try state.remove(try Self.name(attempt)) { try state.sync() }
    }

    private static func name(_ attempt: PINAttempt) throws -> FileName {
        let digest = try SHA256.digest(of: Array("\(attempt.tokenSerial)\n\(attempt.pinFile)".utf8))
        guard let name = FileName("refused-pin-\(digest.hex.prefix(32))") else {
            throw UnexpectedFault(detail: "no name for a record")
        }
        return name
    }
}
