import Glibc

extension Directory {
    /// Writes a small file of ours under a name that is free. Durable on return. Blocking.
    ///
    /// - Throws: ``SpoolFault/nameTaken(path:)``, `system`, `syncFailed`.
    package func add(_ name: FileName, holding bytes: [UInt8], mode: UInt32 = 0o440) throws(SpoolFault) {
        var file = try create(name, mode: mode)
        try file.write(bytes)
        _ = try file.sync()
    }

    /// Writes a small file of ours in place of what stood under its name, in one rename, so that a reader sees one or
    /// the other whole. Durable on return. Blocking.
    package func replace(_ name: FileName, with bytes: [UInt8], mode: UInt32) throws(SpoolFault) {
        let draft = name.draft
        // A draft left by a crash.
        try remove(draft)
        var file = try create(draft, mode: mode)
        try file.write(bytes)
        _ = try file.sync()
        try systemCall(.move, describe(name)) {
            draft.withCString { old in name.withCString { new in renameat(number, old, number, new) } }
        }
        try sync()
    }
}
