import CSystemCalls
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
    /// How many bytes the kernel was told to bring to the medium.
    private var begun = 0
    /// For a file that is written past the kernel's cache: what is not written yet.
    private var collector: WriteCollector?
    private var isPastCache = false
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
        try append(bytes)
        try hash?.add(bytes)
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) throws(SpoolFault) {
        size += bytes.count
        guard collector != nil else {
            try put(bytes)
            return try beginWriting()
        }
        var rest = bytes[...]
        while let taken = collector?.take(rest), taken > 0 {
            rest = rest.dropFirst(taken)
            if collector?.isFull == true { try putCollected() }
        }
    }

    private mutating func put(_ bytes: UnsafeRawBufferPointer) throws(SpoolFault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            do {
                let count = try systemCall(.write, path) {
                    Glibc.write(descriptor.number, piece.baseAddress, piece.count)
                }
                rest = rest.dropFirst(count)
            } catch .system(_, _, EINVAL) where isPastCache {
                // The file system has larger blocks, or does not write so to this file.
                try goThroughCache()
            }
        }
    }

    private mutating func putCollected() throws(SpoolFault) {
        guard let (blocks, rest) = collector?.empty() else { return }
        try put(blocks)
        guard !rest.isEmpty else { return }
        try goThroughCache()
        try put(rest)
    }

    private mutating func goThroughCache() throws(SpoolFault) {
        guard isPastCache else { return }
        try systemCall(.write, path) { csys_bypass_cache(descriptor.number, 0) }
        isPastCache = false
    }

    /// From now on; where the file system cannot, all is as before.
    fileprivate mutating func goPastCache() {
        guard csys_bypass_cache(descriptor.number, 1) == 0 else { return }
        isPastCache = true
        collector = WriteCollector()
    }

    /// Of a large file, lets the medium work while the rest is still read and hashed: less is left to wait for.
    private mutating func beginWriting() throws(SpoolFault) {
        guard size - begun >= Self.stretch else { return }
        do {
            try systemCall(.write, path) { csys_begin_writing(descriptor.number, off_t(begun), off_t(size - begun)) }
        } catch .system(_, _, let code) where Self.isUnsupported(code) {
            // A hint: without it, all of the waiting is at the end.
        }
        begun = size
    }

    /// Of a file that is copied or brought to the medium at a time: what the medium writes in some milliseconds.
    private static let stretch = 8 << 20

    /// What kernels, file systems and sandboxes say to a call that they do not have for these files.
    private static func isUnsupported(_ code: CInt) -> Bool {
        [ENOSYS, EOPNOTSUPP, EINVAL, EXDEV, EPERM, ESPIPE].contains(code)
    }

    /// Appends bytes. Blocking.
    package mutating func write(_ bytes: [UInt8]) throws(SpoolFault) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(SpoolFault) in
            try write(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Appends all of another file, in one pass; what a file begins with is not hashed again where its hash is known.
    /// Blocking.
    ///
    /// - Throws: ``SpoolFault/notSettled(path:)`` when a file whose hash is known has another length by now.
    package mutating func write(contentsOf source: borrowing ReadableFile) throws(SpoolFault) {
        guard size == 0, collector == nil, let known = try KnownBytes.hash(of: source.status) else {
            return try source.forEachChunk { (chunk) throws(SpoolFault) in try write(chunk) }
        }
        try copy(source)
        guard size == source.size else { throw .notSettled(path: source.path) }
        hash = consume known
    }

    /// Without looking at the bytes: in the kernel where it can, by hand where it cannot.
    private mutating func copy(_ source: borrowing ReadableFile) throws(SpoolFault) {
        while size < source.size {
            let count: Int
            do {
                count = try systemCall(.write, path) {
                    csys_copy_range(source.descriptor.number, off_t(size), descriptor.number, Self.stretch)
                }
            } catch .system(_, _, let code) where Self.isUnsupported(code) {
                return try source.forEachChunk(from: size) { (chunk) throws(SpoolFault) in try append(chunk) }
            }
            guard count > 0 else { return }
            size += count
            try beginWriting()
        }
    }

    /// Makes bytes and name durable. Blocking.
    ///
    /// - Throws: ``SpoolFault/syncFailed(path:errno:)``: the file is gone then; write it again from its source.
    package consuming func sync() throws(SpoolFault) -> SyncedFile {
        guard let hash = hash.take() else { throw .hashingUnavailable }
        try putCollected()
        let state = try hash.branch()
        let digest = try hash.finish()
        try descriptor.sync(path)
        let status = try descriptor.status(path)
        try directory.sync()
        isSynced = true
        KnownBytes.keep(status, digest, state)
        return SyncedFile(directory: directory, name: name, digest: digest, status: status)
    }
}

extension Directory {
    /// Creates a file under a name that is free. Blocking.
    ///
    /// - Parameters:
    ///   - mode: exactly, whatever the umask.
    ///   - cached: false for a large file that nobody reads soon. Memory that the kernel's cache has to find first costs
    ///     several times the writing, and others have more use for it.
    /// - Throws: ``SpoolFault/nameTaken(path:)``, `system`.
    package func create(_ name: FileName, mode: UInt32 = 0o440, cached: Bool = true) throws(SpoolFault) -> NewFile {
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
        var file = NewFile(adopting: Descriptor(adopting: opened), self, name, hash)
        try systemCall(.create, path) { fchmod(opened, mode_t(mode)) }
        if !cached { file.goPastCache() }
        return file
    }
}
