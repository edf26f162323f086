import CSystemCalls
import Glibc
import Hashing

/// A regular file opened for reading, and its status at that moment.
///
/// Made by ``Directory/openRegular(_:)``. Everything read comes from this one inode, whatever happens to the name.
package struct ReadableFile: ~Copyable, Sendable {
    let descriptor: Descriptor
    package let directory: Directory
    package let name: FileName
    /// When it was opened.
    package let status: FileStatus

    /// For messages.
    package var path: String { directory.describe(name) }

    /// In bytes, when it was opened.
    package var size: Int { status.size }

    /// For another process that is handed the open file; valid as long as this value lives.
    package var descriptorNumber: CInt { descriptor.number }

    /// Whether only this program can change the bytes: our own inode, one name, no write permission. Then a rename
    /// carries it on; any other file must be taken in by copy.
    package var isPrivate: Bool { status.isPrivate }

    /// Whether the inode is as it was when opened: not written, linked or renamed since. Blocking.
    package func isUnchanged() throws(SpoolFault) -> Bool { try descriptor.status(path) == status }

    /// Whether somebody has it open for writing: a scanner between two pages. False also where nobody can tell: another
    /// user's file, a network share. Blocking.
    package var hasWriter: Bool { csys_has_writer(descriptor.number) == 1 }

    /// Whether its name still stands for this file, unchanged. Blocking.
    package func isStillInPlace() throws(SpoolFault) -> Bool { try directory.status(of: name) == status }

    /// Reads at most the buffer's length at an offset; 0 at the end. Blocking.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SpoolFault) -> Int {
        try systemCall(.read, path) { pread(descriptor.number, buffer.baseAddress, buffer.count, off_t(offset)) }
    }

    /// All bytes, for small files. Blocking.
    ///
    /// - Throws: ``SpoolFault/tooLarge(path:limit:)``
    package func bytes(limit: Int) throws(SpoolFault) -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachChunk { (chunk) throws(SpoolFault) in
            guard bytes.count + chunk.count <= limit else { throw .tooLarge(path: path, limit: limit) }
            bytes.append(contentsOf: chunk)
        }
        return bytes
    }

    /// SHA-256 of the bytes, read once; not at all where they are known. Blocking.
    package func digest() throws(SpoolFault) -> Digest {
        if let known = KnownBytes.digest(of: status) { return known }
        return try hash().finish()
    }

    /// A running SHA-256 over all bytes, to go on from: what is appended to the file continues it. Blocking.
    package func hash() throws(SpoolFault) -> SHA256 {
        if let known = try KnownBytes.hash(of: status) { return known }
        var hash = try SHA256.start()
        try forEachChunk { (chunk) throws(SpoolFault) in try hash.add(chunk) }
        if isPrivate { KnownBytes.keep(status, try hash.branch().finish(), try hash.branch()) }
        return hash
    }

    /// Hands out the bytes from an offset to the end, in pieces of at most 128 KiB that are valid during the call.
    /// Blocking.
    package func forEachChunk(
        from start: Int = 0, _ body: (UnsafeRawBufferPointer) throws(SpoolFault) -> Void
    ) throws(SpoolFault) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkSize, alignment: 16)
        defer { buffer.deallocate() }
        var offset = start
        while true {
            let count = try read(into: buffer, at: offset)
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
    }

    /// What the processor's cache holds, and the allocator keeps at hand.
    static let chunkSize = 1 << 17
}

extension Directory {
    /// Opens a regular file for reading; links are not followed and pipes do not block. Blocking.
    ///
    /// - Throws: ``SpoolFault/notRegular(path:_:)`` for a folder, link, pipe, socket or device; `system`.
    package func openRegular(_ name: FileName) throws(SpoolFault) -> ReadableFile {
        let path = describe(name)
        let opened: Int32
        do {
            opened = try systemCall(.open, path) {
                name.withCString { openat(number, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) }
            }
        } catch .system(_, _, ELOOP) {
            throw .notRegular(path: path, .symbolicLink)
        } catch .system(_, _, ENXIO) {
            throw .notRegular(path: path, .socket)
        }
        let descriptor = Descriptor(adopting: opened)
        let status = try descriptor.status(path)
        guard status.kind == .regular else { throw .notRegular(path: path, status.kind) }
        return ReadableFile(descriptor: descriptor, directory: self, name: name, status: status)
    }
}
