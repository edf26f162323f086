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
        // A draft left by a crash.
        try remove(name.draft)
        try draft(name, of: bytes, mode: mode)
        try promoteDraft(of: name)
    }

    /// Writes the draft of a small file, durably, under a name that nobody looks at. Blocking.
    ///
    /// - Throws: ``SpoolFault/nameTaken(path:)`` when there is a draft of that file; `system`, `syncFailed`.
    func draft(_ name: FileName, of bytes: [UInt8], mode: UInt32) throws(SpoolFault) {
        var file = try create(name.draft, mode: mode)
        try file.write(bytes)
        _ = try file.sync()
    }

    /// Gives a file of ours, written under another name, the place of what stands under this one, in one rename. Bytes
    /// and name are durable on return. Blocking.
    package func put(_ draft: FileName, inPlaceOf name: FileName) throws(SpoolFault) {
        let file = try openRegular(draft)
        try file.descriptor.sync(file.path)
        try move(draft, inPlaceOf: name)
    }

    /// Gives a draft its name, in place of what stood there. Durable on return. Blocking.
    func promoteDraft(of name: FileName) throws(SpoolFault) { try move(name.draft, inPlaceOf: name) }

    private func move(_ draft: FileName, inPlaceOf name: FileName) throws(SpoolFault) {
        try systemCall(.move, describe(name)) {
            draft.withCString { old in name.withCString { new in renameat(number, old, number, new) } }
        }
        try sync()
    }
}
