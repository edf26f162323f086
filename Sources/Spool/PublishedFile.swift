import Glibc
import Hashing

/// P4 of a step, done: a file that stands in its place, durably.
///
/// The only thing that allows the source to be removed (P5).
package struct PublishedFile: Hashable, Sendable {
    package let directory: Directory
    package let name: FileName
    package let digest: Digest
    /// In bytes.
    package let size: Int

    /// What became of the source of a step.
    package enum SourceRemoval: Hashable, Sendable {
        case removed
        /// Somebody moved or removed it meanwhile.
        case alreadyGone
        /// Another file stands under its name, or it was written again: left alone.
        case replaced
    }

    /// P5: removes the source that was read, if it is still that file, durably. Blocking.
    @discardableResult
    package func retire(_ source: consuming ReadableFile) throws(SpoolFault) -> SourceRemoval {
        try source.removeFromItsPlace()
    }

    package static func == (left: PublishedFile, right: PublishedFile) -> Bool {
        left.directory === right.directory && left.name == right.name && left.digest == right.digest
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(digest)
    }
}

extension ReadableFile {
    /// Removes the file if its name still stands for it, unchanged; durable on return. Blocking.
    ///
    /// Between a look and unlink(2) another file may get the name. So the name is taken away first, by a rename that
    /// replaces nothing, and what it stood for is looked at again under a name that nobody else uses.
    /// After a crash in between, ``Directory/finishRemoval(of:holding:)`` goes on.
    package consuming func removeFromItsPlace() throws(SpoolFault) -> PublishedFile.SourceRemoval {
        guard let now = try directory.status(of: name) else { return .alreadyGone }
        guard now == status else { return .replaced }
        guard let retired = name.retired else { return try directory.remove(name) ? .removed : .alreadyGone }
        do {
            try directory.renameNoReplace(name, to: directory, as: retired)
        } catch .system(_, _, ENOENT) {
            return .alreadyGone
        }
        guard let moved = try directory.status(of: retired), moved.holdsSameBytes(as: status) else {
            try directory.restoreRetired(name)
            return .replaced
        }
        return try directory.remove(retired) ? .removed : .alreadyGone
    }
}

extension Directory {
    /// Brings back a file whose removal was begun, under its name or, where another took that, with ` (2)` … before the
    /// extension. Blocking.
    package func restoreRetired(_ name: FileName) throws(SpoolFault) {
        guard let retired = name.retired, try status(of: retired) != nil else { return }
        var ordinal = 1
        while true {
            do {
                try move(retired, to: self, as: ordinal == 1 ? name : name.numbered(ordinal))
                return
            } catch .nameTaken {
                ordinal += 1
            }
        }
    }

    /// After a crash: a removal that was begun is finished, whatever stands under the name by now. What the name was taken
    /// away from by mistake, a file with other bytes, comes back. Blocking.
    ///
    /// - Returns: whether there was one to finish.
    package func finishRemoval(of name: FileName, holding digest: Digest) throws(SpoolFault) -> Bool {
        guard let retired = name.retired, let status = try status(of: retired) else { return false }
        if status.kind == .regular, try openRegular(retired).digest() == digest { return try remove(retired) }
        try restoreRetired(name)
        return false
    }

    /// Recovery after P4: the file that the ledger says stands here, if its bytes are the committed ones. Both folder
    /// and file are synced again, because the crash may have come before. Blocking.
    ///
    /// - Returns: `nil` when there is no file of that name, or one with other bytes.
    /// - Throws: ``SpoolFault/notRegular(path:_:)``, `system`, `syncFailed`.
    package func published(_ name: FileName, expecting digest: Digest) throws(SpoolFault) -> PublishedFile? {
        guard try status(of: name) != nil else { return nil }
        let file = try openRegular(name)
        guard try file.digest() == digest else { return nil }
        try file.descriptor.sync(file.path)
        try sync()
        return PublishedFile(directory: self, name: name, digest: digest, size: file.size)
    }
}
