import Glibc
import Hashing

// P0 and P2 of a step that leaves the bytes as they are.
//
// Called by the stages: intake takes scans into the work folder, desks pass documents on.
// Trusts nothing about the file: its writer may still be at work, it may have other names (hard links) and be swapped.
// Promises: what comes out are the bytes that were hashed, in an inode nobody else has open.
// Limit: a writer that keeps size, mtime and ctime the same within one tick of the file system's clock is not seen;
// the copy is whole and private all the same, and its digest is the one of the bytes copied.
extension ReadableFile {
    /// P0: copies the file into a private inode (mode 0440) while hashing, and proves that it held still. Blocking.
    ///
    /// - Throws: ``SpoolFault/notSettled(path:)`` when somebody has it open for writing (as far as the file system tells),
    ///   or wrote, linked, renamed or removed it since it was opened; the faults of creating, writing and syncing. No file
    ///   is left in the work folder then.
    package func takeIn(to work: Directory, as newName: FileName) throws(SpoolFault) -> SyncedFile {
        guard !hasWriter else { throw .notSettled(path: path) }
        var copy = try work.create(newName)
        try copy.write(contentsOf: self)
        guard copy.size == size, try isUnchanged(), try isStillInPlace() else { throw .notSettled(path: path) }
        return try copy.sync()
    }

    /// P4 and P5 in one for bytes that stay as they are, in an inode that ``isPrivate``: the rename is the removal of
    /// the source. To be called after the ledger has committed the digest. Blocking.
    ///
    /// - Parameter digest: what ``digest()`` said of this file.
    /// - Throws: ``SpoolFault/replaced(path:)`` when the name stood for another file: that one is back in its place;
    ///   the faults of ``Directory/move(_:to:as:)``.
    package consuming func relocate(as newName: FileName, in target: Directory, digest: Digest)
        throws(SpoolFault) -> PublishedFile
    {
        guard try isStillInPlace() else { throw .replaced(path: path) }
        try directory.renameNoReplace(name, to: target, as: newName)
        guard let moved = try target.status(of: newName), moved.isSameFile(as: status) else {
            try target.move(newName, to: directory, as: name)
            throw .replaced(path: path)
        }
        try target.sync()
        if target !== directory { try directory.sync() }
        return PublishedFile(directory: target, name: newName, digest: digest, size: status.size)
    }
}
