import CSystemCalls
import Glibc

/// An open folder: every name is looked up in it and nowhere else (openat and its family), so that nobody can swap a
/// part of the path between check and use.
///
/// A class, because the files being made in a folder, its listing and its user share one descriptor; the last one
/// closes it. All methods are blocking and may be called from any thread.
package final class Directory: Sendable {
    let descriptor: Descriptor
    /// For messages; files are found through the descriptor.
    package let path: String

    private init(adopting number: Int32, path: String) {
        descriptor = Descriptor(adopting: number)
        self.path = path
    }

    /// Opens a folder that the administrator named; links in the path are followed. Blocking.
    package static func open(path: String) throws(SpoolFault) -> Directory {
        let opened = try systemCall(.open, path) { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        return Directory(adopting: opened, path: path)
    }

    /// Opens a folder that the administrator named, made first where it is missing, with its parents; durable on
    /// return. Blocking.
    package static func make(path: String, mode: UInt32) throws(SpoolFault) -> Directory {
        do { return try open(path: path) } catch .system(_, _, ENOENT) {}
        var reached = path.hasPrefix("/") ? "/" : "."
        var directory = try open(path: reached)
        for part in path.split(separator: "/") {
            reached += reached.hasSuffix("/") ? part : "/" + part
            do {
                try systemCall(.create, reached) { mkdir(reached, mode_t(mode)) }
                try directory.sync()
            } catch .system(_, _, EEXIST) {
                // Whether it is a folder, opening it will tell.
            }
            directory = try open(path: reached)
        }
        return directory
    }

    /// Opens a folder inside this one; a link in its place is refused. Blocking.
    package func subdirectory(_ name: FileName) throws(SpoolFault) -> Directory {
        let path = describe(name)
        let opened = try systemCall(.open, path) {
            name.withCString { openat(number, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        }
        return Directory(adopting: opened, path: path)
    }

    /// Opens a folder somewhere below this one; a link in any part of the way is refused. Blocking.
    func subdirectory(_ names: some Collection<FileName>) throws(SpoolFault) -> Directory {
        if names.count > 1 {
            let bytes = Array(names.map(\.bytes).joined(separator: [FileName.slash])) + [0]
            let path = self.path + "/" + names.map(\.display).joined(separator: "/")
            do {
                let opened = try systemCall(.open, path) {
                    bytes.withUnsafeBytes { path in
                        path.baseAddress.map {
                            csys_open_folder_below(number, $0.assumingMemoryBound(to: CChar.self))
                        } ?? -1
                    }
                }
                return Directory(adopting: opened, path: path)
            } catch .system(_, _, ENOSYS), .system(_, _, EPERM), .system(_, _, EAGAIN) {
                // An old kernel, a sandbox that does not know the call, or somebody who renames folders above: then step by
                // step.
            }
        }
        var directory = self
        for name in names { directory = try directory.subdirectory(name) }
        return directory
    }

    /// Opens a folder inside this one, and makes it first when it is missing; its name is durable on return. Blocking.
    ///
    /// - Parameter mode: for a new folder, less the umask; the mode of one that exists is the administrator's.
    package func makeSubdirectory(_ name: FileName, mode: UInt32) throws(SpoolFault) -> Directory {
        do { return try subdirectory(name) } catch .system(_, _, ENOENT) {}
        do {
            try systemCall(.create, describe(name)) { name.withCString { mkdirat(number, $0, mode_t(mode)) } }
            try sync()
        } catch .system(_, _, EEXIST) {
            // Whether it is a folder, opening it will tell.
        }
        return try subdirectory(name)
    }

    /// The status of what stands under a name, never followed; `nil` when there is nothing. Blocking.
    package func status(of name: FileName) throws(SpoolFault) -> FileStatus? {
        var status = stat()
        do {
            try systemCall(.examine, describe(name)) {
                name.withCString { fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) }
            }
            return FileStatus(status)
        } catch .system(_, _, ENOENT) {
            return nil
        }
    }

    /// The folder's own status. Blocking.
    package func status() throws(SpoolFault) -> FileStatus { try descriptor.status(path) }

    /// Whether a file system is mounted here: such a folder cannot be renamed. Blocking.
    package func isMountPoint() throws(SpoolFault) -> Bool {
        try systemCall(.examine, path) { csys_is_mount_root(number) } == 1
    }

    /// Makes the names in the folder durable; who asks for it at the same time waits together. Blocking.
    ///
    /// - Throws: ``SpoolFault/syncFailed(path:errno:)``, which is final.
    package func sync() throws(SpoolFault) { try SharedSync.sync(descriptor, path) }

    /// Removes a file of ours (a work file, a frozen message) durably. Blocking.
    ///
    /// - Returns: `false` when there was none.
    @discardableResult
    package func remove(_ name: FileName) throws(SpoolFault) -> Bool {
        do {
            try unlink(name)
        } catch .system(_, _, ENOENT) {
            return false
        }
        try sync()
        return true
    }

    /// Removes many files of ours, durably once all are gone; one that is missing is no matter. Blocking.
    package func remove(_ names: [FileName]) throws(SpoolFault) {
        guard !names.isEmpty else { return }
        for name in names {
            do {
                try unlink(name)
            } catch .system(_, _, ENOENT) {
                continue
            }
        }
        try sync()
    }

    private func unlink(_ name: FileName) throws(SpoolFault) {
        try systemCall(.remove, describe(name)) { name.withCString { unlinkat(number, $0, 0) } }
    }

    /// Renames, into another folder or in this one, never over an existing file; both folders are durable on return.
    /// What the name stands for is moved unopened, so this is right for pipes, sockets and links too. Blocking.
    ///
    /// - Throws: ``SpoolFault/nameTaken(path:)``, ``SpoolFault/differentFileSystems(from:to:)``, `system`, `syncFailed`.
    package func move(_ name: FileName, to target: Directory, as newName: FileName) throws(SpoolFault) {
        try renameNoReplace(name, to: target, as: newName)
        try target.sync()
        if target !== self { try sync() }
    }

    /// Gives two names of this folder each other's file or folder at once, durably: whoever looks finds one or the other
    /// under either name. Blocking.
    package func exchange(_ name: FileName, with other: FileName) throws(SpoolFault) {
        try systemCall(.move, describe(name)) {
            name.withCString { one in other.withCString { csys_rename_exchange(number, one, number, $0) } }
        }
        try sync()
    }

    /// Gives a file of this folder one more name, in another, never over an existing one; that folder is durable on return.
    /// Blocking.
    ///
    /// - Returns: `false` where that cannot be: the other folder lies elsewhere, or its file system knows one name only.
    /// - Throws: ``SpoolFault/nameTaken(path:)``, `system`, `syncFailed`.
    package func link(_ name: FileName, in target: Directory, as newName: FileName) throws(SpoolFault) -> Bool {
        do {
            try systemCall(.create, target.describe(newName)) {
                name.withCString { old in newName.withCString { linkat(number, old, target.number, $0, 0) } }
            }
        } catch .system(_, _, EEXIST) {
            throw .nameTaken(path: target.describe(newName))
        } catch .system(_, _, EXDEV), .system(_, _, EPERM), .system(_, _, EMLINK), .system(_, _, EOPNOTSUPP) {
            return false
        }
        try target.sync()
        return true
    }

    func renameNoReplace(_ name: FileName, to target: Directory, as newName: FileName) throws(SpoolFault) {
        do {
            try systemCall(.move, describe(name)) {
                name.withCString { old in
                    newName.withCString { new in csys_rename_no_replace(number, old, target.number, new) }
                }
            }
        } catch .system(_, _, EEXIST) {
            throw .nameTaken(path: target.describe(newName))
        } catch .system(_, _, EXDEV) {
            throw .differentFileSystems(from: path, to: target.path)
        }
    }

    /// The path of a name, for messages.
    package func describe(_ name: FileName) -> String { path + "/" + name.display }

    var number: Int32 { descriptor.number }
}
