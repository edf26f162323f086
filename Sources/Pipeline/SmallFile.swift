import Spool

/// Files that an administrator names: keys, pictures, trust anchors.
package enum SmallFile {
    /// Octets; larger ones are something else.
    private static let limit = 32 << 20

    /// All of a regular file. Blocking.
    package static func read(_ path: String) throws(SpoolFault) -> [UInt8] {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(path[..<$0]) } ?? "."
        let name = FileName(slash.map { path[path.utf8.index(after: $0)...] } ?? path[...])
        guard let name else { throw .notRegular(path: path, .directory) }
        return try Directory.open(path: folder.isEmpty ? "/" : folder).openRegular(name).bytes(limit: limit)
    }
}
