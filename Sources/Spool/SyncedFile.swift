import Glibc
import Hashing

/// P2 of a step, done: a file whose bytes and name in the work folder survive a power cut.
///
/// Let go of, it stays in the work folder: recovery takes it up again by ``Directory/reopenSynced(_:expecting:)``.
package struct SyncedFile: ~Copyable, Sendable {
    package let directory: Directory
    package let name: FileName
    package let digest: Digest
    let status: FileStatus

    /// In bytes.
    package var size: Int { status.size }

    /// P4: gives the file its place, under a name that is free, and makes that durable. To be called after the ledger
    /// has committed the digest (P3). Blocking.
    ///
    /// - Throws: ``SpoolFault/nameTaken(path:)`` and the other faults of ``Directory/move(_:to:as:)``; after any of them
    ///   the file is in the work folder or in its place, and recovery can tell which.
    package consuming func publish(as newName: FileName, in target: Directory) throws(SpoolFault) -> PublishedFile {
        try directory.move(name, to: target, as: newName)
        KnownBytes.follow(status, to: try target.status(of: newName))
        return PublishedFile(directory: target, name: newName, digest: digest, size: status.size)
    }

    /// Removes the file: the step will not be committed. Blocking.
    package consuming func discard() throws(SpoolFault) {
        try directory.remove(name)
    }

    /// Opens the bytes for reading. Blocking.
    package func open() throws(SpoolFault) -> ReadableFile { try directory.openRegular(name) }
}

extension Directory {
    /// Recovery after P3: takes up a work file whose digest the ledger committed. The bytes are read and synced again.
    /// Blocking.
    ///
    /// - Returns: `nil` when there is no such file: it was published already, or the step never got so far.
    /// - Throws: ``SpoolFault/digestMismatch(path:)``, ``SpoolFault/notRegular(path:_:)``, `system`, `syncFailed`.
    package func reopenSynced(_ name: FileName, expecting digest: Digest) throws(SpoolFault) -> SyncedFile? {
        guard try status(of: name) != nil else { return nil }
        let file = try openRegular(name)
        guard try file.digest() == digest else { throw .digestMismatch(path: file.path) }
        try file.descriptor.sync(file.path)
        try sync()
        return SyncedFile(directory: self, name: name, digest: digest, status: file.status)
    }
}
