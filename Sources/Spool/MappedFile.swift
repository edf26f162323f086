import Glibc

/// The bytes of a file in memory, without copying them.
///
/// Only for private inodes (work files, files of the desks): reading a mapping that somebody else shortens ends the
/// process with SIGBUS.
package struct MappedFile: ~Copyable, @unchecked Sendable {
    // Unchecked: the mapping is read-only, and freed by the one owner.
    /// Valid as long as this value lives: bind the file to a constant of the scope that reads the bytes, because a
    /// temporary is unmapped before the next statement.
    package let bytes: UnsafeRawBufferPointer

    fileprivate init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}

extension ReadableFile {
    /// Maps the file as long as it was when opened. Blocking.
    package func map() throws(SpoolFault) -> MappedFile {
        guard size > 0 else { return MappedFile(UnsafeRawBufferPointer(start: nil, count: 0)) }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor.number, 0), start != MAP_FAILED else {
            throw .system(.read, path: path, errno: errno)
        }
        return MappedFile(UnsafeRawBufferPointer(start: start, count: size))
    }
}
