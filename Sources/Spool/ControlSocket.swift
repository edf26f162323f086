import Glibc

/// Unix domain sockets by folder and name.
///
/// `sun_path` holds 108 bytes, less than many a workspace's path: the folder is named by its descriptor,
/// `/proc/self/fd/N/control.sock` (proc(5)).
enum ControlSocket {
    static func listen(on name: FileName, in directory: Directory) throws(SpoolFault) -> Descriptor {
        let path = directory.describe(name)
        let socket = try make(path)
        // Before bind: the name takes over the mode, so it is never open to others.
        try systemCall(.listen, path) { fchmod(socket.number, 0o600) }
        try withAddress(of: name, in: directory) { (address, length) throws(SpoolFault) in
            try systemCall(.listen, path) { bind(socket.number, address, length) }
        }
        try systemCall(.listen, path) { Glibc.listen(socket.number, 64) }
        return socket
    }

    static func connect(
        to name: FileName,
        in directory: Directory,
        until deadline: ContinuousClock.Instant
    ) throws(SpoolFault) -> Descriptor {
        let path = directory.describe(name)
        let socket = try make(path)
        while true {
            do {
                try withAddress(of: name, in: directory) { (address, length) throws(SpoolFault) in
                    try systemCall(.connect, path) { Glibc.connect(socket.number, address, length) }
                }
                return socket
            } catch .system(_, _, ENOENT), .system(_, _, ECONNREFUSED) {
                throw .daemonAbsent(path: directory.path)
            } catch .system(_, _, EAGAIN) {
                // The queue of the listener is full.
                guard ContinuousClock.now < deadline else { throw .controlTimedOut(path: directory.path) }
                // A full queue cannot be waited for with poll(2); it empties as the server accepts.
                _ = poll(nil, 0, 10)
            }
        }
    }

    private static func make(_ path: String) throws(SpoolFault) -> Descriptor {
        let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        return Descriptor(adopting: try systemCall(.listen, path) { socket(AF_UNIX, Int32(type), 0) })
    }

    private static func withAddress(
        of name: FileName,
        in directory: Directory,
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws(SpoolFault) -> Void
    ) throws(SpoolFault) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let short = Array("/proc/self/fd/\(directory.number)/".utf8) + name.bytes
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { target in
            // One byte stays zero.
            guard short.count < target.count else { return false }
            target.copyBytes(from: short)
            return true
        }
        guard fits else { throw .system(.connect, path: directory.describe(name), errno: ENAMETOOLONG) }
        let pointer = UnsafeMutablePointer<sockaddr_un>.allocate(capacity: 1)
        defer { pointer.deallocate() }
        pointer.initialize(to: address)
        let generic = UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self)
        try body(generic, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
}
