import Glibc

/// What a name stands for.
package enum FileKind: Hashable, Sendable {
    case regular, directory, symbolicLink, pipe, socket, device
    /// The file system does not say without being asked for the status.
    case unknown

    init(mode: mode_t) {
        self =
            switch mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            case S_IFCHR, S_IFBLK: .device
            default: .unknown
            }
    }

    init(directoryEntryType type: UInt8) {
        self =
            switch Int(type) {
            case Int(DT_REG): .regular
            case Int(DT_DIR): .directory
            case Int(DT_LNK): .symbolicLink
            case Int(DT_FIFO): .pipe
            case Int(DT_SOCK): .socket
            case Int(DT_CHR), Int(DT_BLK): .device
            default: .unknown
            }
    }
}

/// A time of the file system, since 1970 UTC.
package struct FileTime: Hashable, Comparable, Sendable {
    package let seconds: Int
    package let nanoseconds: Int

    init(_ time: timespec) {
        seconds = time.tv_sec
        nanoseconds = time.tv_nsec
    }

    package static func < (left: FileTime, right: FileTime) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

/// stat(2) of one file. Two equal values mean: the same inode, not written, renamed or linked in between.
package struct FileStatus: Hashable, Sendable {
    package let kind: FileKind
    package let device: UInt64
    package let inode: UInt64
    /// In bytes.
    package let size: Int
    package let modified: FileTime
    package let changed: FileTime
    package let owner: UInt32
    package let group: UInt32
    /// The twelve permission bits.
    package let permissions: UInt32
    package let links: Int

    init(_ status: stat) {
        kind = FileKind(mode: status.st_mode)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modified = FileTime(status.st_mtim)
        changed = FileTime(status.st_ctim)
        owner = status.st_uid
        group = status.st_gid
        permissions = UInt32(status.st_mode & 0o7777)
        links = Int(status.st_nlink)
    }

    /// Whether both speak of the same inode, whatever happened to it.
    package func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }

    /// Whether both speak of the same inode, not written in between; it may have been renamed.
    func holdsSameBytes(as other: FileStatus) -> Bool {
        isSameFile(as: other) && size == other.size && modified == other.modified
    }

    /// Whether only this program can change the bytes: our own inode, one name, no write permission.
    var isPrivate: Bool { owner == geteuid() && links == 1 && permissions & 0o222 == 0 }

    /// Whether anyone may write it.
    package var isWorldWritable: Bool { permissions & 0o002 != 0 }
}
