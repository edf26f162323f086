import Glibc

/// A regular file's bytes, read-only, without a copy. Owns the mapping, not the descriptor.
///
/// Whoever truncates the file afterwards makes reading it a SIGBUS: map private copies only, or read strangers' files
/// in a cell.
struct MappedFile: ~Copyable {
    /// Empty for an empty file, which the kernel does not map.
    let bytes: UnsafeRawBufferPointer

    /// Maps the whole of an open regular file. Blocking.
    init(descriptor: CInt) throws(SystemFailure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemFailure("fstat") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SystemFailure("mmap", code: EINVAL) }
        let length = Int(status.st_size)
        guard length > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw SystemFailure("mmap")
        }
        bytes = UnsafeRawBufferPointer(start: start, count: length)
    }

    deinit {
        if let start = bytes.baseAddress {
            munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
        }
    }
}
