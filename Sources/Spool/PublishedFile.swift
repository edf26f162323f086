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
        guard let now = try source.directory.status(of: source.name) else { return .alreadyGone }
        guard now == source.status else { return .replaced }
        return try source.directory.remove(source.name) ? .removed : .alreadyGone
    }

    package static func == (left: PublishedFile, right: PublishedFile) -> Bool {
        left.directory === right.directory && left.name == right.name && left.digest == right.digest
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(digest)
    }
}

extension Directory {
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
