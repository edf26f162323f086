import Glibc

/// One name of a listing.
package struct DirectoryEntry: Hashable, Sendable {
    package let name: FileName
    /// ``FileKind/unknown`` on file systems that do not tell in the listing.
    package let kind: FileKind
    package let inode: UInt64
}

/// A listing under way: one name at a time, in no order, in constant memory however large the folder is.
package struct DirectoryEntries: ~Copyable {
    private let stream: OpaquePointer
    private let path: String

    fileprivate init(adopting stream: OpaquePointer, path: String) {
        self.stream = stream
        self.path = path
    }

    deinit { closedir(stream) }

    /// The next name but `.` and `..`; `nil` at the end. Names added or removed meanwhile may or may not be seen.
    /// Blocking.
    package mutating func next() throws(SpoolFault) -> DirectoryEntry? {
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw .system(.list, path: path, errno: errno) }
                return nil
            }
            // Only as many bytes of the record are there as the name needs; a copy of `d_name` would read past them.
            guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
            let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            let bytes = UnsafeRawBufferPointer(start: start, count: strlen(start))
            guard let name = FileName(bytes: bytes) else { continue }
            return DirectoryEntry(
                name: name,
                kind: FileKind(directoryEntryType: entry.pointee.d_type),
                inode: UInt64(entry.pointee.d_ino)
            )
        }
    }
}

extension Directory {
    /// Starts a listing. Blocking.
    package func entries() throws(SpoolFault) -> DirectoryEntries {
        // A descriptor of its own: the position of a listing belongs to the open file description.
        let copy = try systemCall(.list, path) { openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard let stream = fdopendir(copy) else {
            let code = errno
            close(copy)
            throw .system(.list, path: path, errno: code)
        }
        return DirectoryEntries(adopting: stream, path: path)
    }

    /// All names in byte order, for folders that are known to be small. Blocking.
    package func names() throws(SpoolFault) -> [FileName] {
        var names: [FileName] = []
        var entries = try entries()
        while let entry = try entries.next() { names.append(entry.name) }
        return names.sorted()
    }
}
