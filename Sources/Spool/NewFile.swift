import Glibc
import Hashing

/// P2 of a step, first half: a file being written in a work folder, hashed on the way.
///
/// Made by ``Directory/create(_:mode:)``. It becomes a ``SyncedFile`` by ``sync()``; only that can be published, so an
/// unsynced file never is. One that is let go of before, because of an error, is removed.
package struct NewFile: ~Copyable {
    private let descriptor: Descriptor
    private let directory: Directory
    private let name: FileName
    private var hash: SHA256?
    private var isSynced = false
    /// In bytes, so far.
    package private(set) var size = 0

    fileprivate init(
        adopting descriptor: consuming Descriptor,
        _ directory: Directory,
        _ name: FileName,
        _ hash: consuming SHA256
    ) {
        self.descriptor = descriptor
        self.directory = directory
        self.name = name
        self.hash = consume hash
    }

    deinit {
        // An unfinished file tells nothing; when even this fails, recovery finds and removes it.
        if !isSynced { name.withCString { _ = unlinkat(directory.number, $0, 0) } }
    }

    private var path: String { directory.describe(name) }

    /// Appends bytes. Blocking.
    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(SpoolFault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = try systemCall(.write, path) { Glibc.write(descriptor.number, piece.baseAddress, piece.count) }
            rest = rest.dropFirst(count)
        }
        try hash?.add(bytes)
        size += bytes.count
    }

    /// Appends bytes. Blocking.
    package mutating func write(_ bytes: [UInt8]) throws(SpoolFault) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(SpoolFault) in
            try write(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Appends all of another file, in one pass. Blocking.
    package mutating func write(contentsOf source: borrowing ReadableFile) throws(SpoolFault) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        var offset = 0
        while true {
            let count = try source.read(into: buffer, at: offset)
            if count == 0 { return }
            try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
    }

    /// Makes bytes and name durable. Blocking.
    ///
    /// - Throws: ``SpoolFault/syncFailed(path:errno:)``: the file is gone then; write it again from its source.
    package consuming func sync() throws(SpoolFault) -> SyncedFile {
        guard let digest = try hash.take()?.finish() else { throw .hashingUnavailable }
        try descriptor.sync(path)
        let status = try descriptor.status(path)
        try directory.sync()
        isSynced = true
        return SyncedFile(directory: directory, name: name, digest: digest, status: status)
    }
}

extension Directory {
    /// Creates a file under a name that is free. Blocking.
    ///
    /// - Parameter mode: exactly, whatever the umask.
    /// - Throws: ``SpoolFault/nameTaken(path:)``, `system`.
    package func create(_ name: FileName, mode: UInt32 = 0o440) throws(SpoolFault) -> NewFile {
        let path = describe(name)
        let hash = try SHA256.start()
        let opened: Int32
        do {
            opened = try systemCall(.create, path) {
                name.withCString {
                    openat(number, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(mode))
                }
            }
        } catch .system(_, _, EEXIST) {
            throw .nameTaken(path: path)
        }
        let file = NewFile(adopting: Descriptor(adopting: opened), self, name, hash)
        try systemCall(.create, path) { fchmod(opened, mode_t(mode)) }
        return file
    }
}
