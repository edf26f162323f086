import Glibc

/// A regular file's bytes in memory, read-only, without copying them. Owns the mapping, not the descriptor.
///
/// Whoever shortens the file afterwards makes reading it a SIGBUS: map private inodes only (work files, files of the
/// desks), or read strangers' files in a cell.
package struct MappedFile: ~Copyable, @unchecked Sendable {
    // Unchecked: the mapping is read-only, and freed by the one owner.
    /// Empty for an empty file, which the kernel does not map. Valid as long as this value lives: bind the file to a
    /// constant of the scope that reads the bytes, because a temporary is unmapped before the next statement.
    package let bytes: UnsafeRawBufferPointer

    /// Maps the whole of an open file. Blocking.
    ///
    /// - Throws: ``MappingFailure``, with `EINVAL` for what is no regular file.
    package init(descriptor: CInt) throws(MappingFailure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw MappingFailure(call: "fstat", code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw MappingFailure(call: "mmap", code: EINVAL) }
        let length = Int(status.st_size)
        guard length > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw MappingFailure(call: "mmap", code: errno)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: length)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}

package struct MappingFailure: Error, Hashable {
    package let call: String
    /// An errno value.
    package let code: CInt
}
