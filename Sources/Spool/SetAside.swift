import Faults

// Puts a file that is not acted upon where a person finds it, with the reason beside it.
//
// Called by intake (refusals) and by the gestures (what goes back).
// Trusts nothing: the file may be a link, a pipe, a folder; its name may be 255 bytes or no UTF-8; one of its name may
// be there already.
// Promises: the bytes are untouched and never in fewer than one place; nothing is overwritten; file and reason are
// durable on return.
// Limit: across file systems only regular files can go.
extension Directory {
    /// Moves a file into another folder, under its own name or with ` (2)`, ` (3)` … before the extension, and writes the
    /// reason beside it. Blocking.
    ///
    /// - Returns: the name it got.
    /// - Throws: ``SpoolFault/notSettled(path:)``, ``SpoolFault/notRegular(path:_:)`` across file systems; `system`.
    @discardableResult
    package func setAside(
        _ name: FileName,
        in target: Directory,
        reason: Wording
    ) throws(SpoolFault) -> FileName {
        var ordinal = 1
        while true {
            let candidate = ordinal == 1 ? name : name.numbered(ordinal)
            ordinal += 1
            // A reason whose file was taken away by a person stays that file's reason.
            if try target.status(of: ReasonFile.name(for: candidate)) != nil { continue }
            do {
                do {
                    try move(name, to: target, as: candidate)
                } catch .differentFileSystems {
                    try copyAcross(name, to: target, as: candidate)
                }
            } catch .nameTaken {
                continue
            }
            try ReasonFile.write(reason, for: candidate, in: target)
            return candidate
        }
    }

    private func copyAcross(_ name: FileName, to target: Directory, as candidate: FileName) throws(SpoolFault) {
        let source = try openRegular(name)
        let draft = candidate.draft
        // A draft left by a crash is our own; its source is still where it was.
        try target.remove(draft)
        let copy = try source.takeIn(to: target, as: draft)
        try copy.publish(as: candidate, in: target).retire(source)
    }
}
