import Hashing
import Spool

/// The document that a step works on (P0): opened once, its bytes hashed, and nobody else able to change them.
struct DocumentAtHand: ~Copyable, Sendable {
    /// Where it was found; what P5 removes.
    let source: ReadableFile
    /// As the ledger writes paths.
    let path: SpoolPath
    /// A copy in the work folder where the file that was found is not ours alone: a person's copy of it, say.
    let copy: SyncedFile?
    let digest: Digest

    /// Blocking.
    ///
    /// - Parameter workName: for the copy, if there must be one.
    static func take(
        _ file: consuming ReadableFile,
        path: SpoolPath,
        work: Directory,
        workName: FileName
    ) throws(SpoolFault) -> DocumentAtHand {
        if file.isPrivate {
            let digest = try file.digest()
            return DocumentAtHand(source: file, path: path, copy: nil, digest: digest)
        }
        // Left over from a step that was given up; its source is here.
        try work.remove(workName)
        let copy = try file.takeIn(to: work, as: workName)
        let digest = copy.digest
        return DocumentAtHand(source: file, path: path, copy: copy, digest: digest)
    }

    var isCopied: Bool {
        switch copy {
        case .some: true
        case .none: false
        }
    }

    /// Where it was found.
    var folder: Directory { source.directory }

    /// The bytes, in an inode that only this program can change. Blocking.
    borrowing func content() throws(SpoolFault) -> ReadableFile {
        switch copy {
        case .some(let copy): return try copy.open()
        case .none: break
        }
        return try source.directory.openRegular(source.name)
    }

    /// Lets go of the copy: the step will not happen. Blocking.
    consuming func release() throws(SpoolFault) {
        try copy?.discard()
    }
}

extension DocumentAtHand {
    /// P4 and P5 where the bytes stay as they are: the document gets its new place, and what was found is gone. Blocking.
    consuming func publish(as name: FileName, in target: Directory, digest: Digest) throws(SpoolFault) {
        if let copy {
            let published = try copy.publish(as: name, in: target)
            try published.retire(source)
        } else {
            _ = try source.relocate(as: name, in: target, digest: digest)
        }
    }

    /// P5 where new bytes were made of it. Blocking.
    consuming func retire(to published: PublishedFile) throws(SpoolFault) {
        try copy?.discard()
        try published.retire(source)
    }
}
