import Faults

// Puts a file that is not acted upon where a person finds it, with the reason beside it.
//
// Called by intake (refusals) and by the gestures (what goes back).
// Trusts nothing: the file may be a link, a pipe, a folder; its name may be 255 bytes or no UTF-8; one of its name may
// be there already.
// Promises: the bytes are untouched and never in fewer than one place; nothing is overwritten; file and reason are
// durable on return. The reason is durable before the file moves, so that a crash in between leaves none without:
// `finishSettingAside` gives the reason its name.
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
            guard try target.status(of: ReasonFile.name(for: candidate)) == nil,
                try target.status(of: candidate) == nil
            else { continue }
            do {
                try ReasonFile.prepare(reason, for: candidate, in: target)
            } catch .nameTaken {
                continue
            }
            guard try move(name, to: target, explainedAs: candidate) else { continue }
            try ReasonFile.publishPrepared(for: candidate, in: target)
            return candidate
        }
    }

    /// After a crash: files that were set aside get the reasons that were prepared for them, and a reason whose file did
    /// not come is taken back. To be called while nobody sets aside. Blocking.
    package func finishSettingAside() throws(SpoolFault) {
        let names = try names()
        let drafts = Set(names.filter(\.isDraft))
        guard !drafts.isEmpty else { return }
        for name in names where drafts.contains(ReasonFile.name(for: name).draft) {
            let reason = ReasonFile.name(for: name)
            // Two names that were cut to 255 bytes may share a draft.
            guard try status(of: reason) == nil, try status(of: reason.draft) != nil else { continue }
            try ReasonFile.publishPrepared(for: name, in: self)
        }
        for draft in drafts { try remove(draft) }
    }

    /// - Returns: `false` when somebody was faster to take the name; the prepared reason is gone then, as after a fault.
    private func move(
        _ name: FileName,
        to target: Directory,
        explainedAs candidate: FileName
    ) throws(SpoolFault) -> Bool {
        do {
            do {
                try move(name, to: target, as: candidate)
            } catch .differentFileSystems {
                try copyAcross(name, to: target, as: candidate)
            }
            return true
        } catch {
            // A fault after the rename: the file stands there, and its reason will be found by the next start.
            if try target.status(of: candidate) == nil || error.isNameTaken {
                try ReasonFile.discardPrepared(for: candidate, in: target)
            }
            guard error.isNameTaken else { throw error }
            return false
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

extension SpoolFault {
    fileprivate var isNameTaken: Bool {
        guard case .nameTaken = self else { return false }
        return true
    }
}
