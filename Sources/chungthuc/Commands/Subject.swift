import Foundation

/// A file or a code as a person typed it.
enum Subject {
    /// The office works elsewhere: a file is named by its absolute path. A code stays as it is.
    static func absolute(_ subject: String) -> String {
        let isPath = subject.contains("/") || FileManager.default.fileExists(atPath: subject)
        return isPath ? file(subject) : subject
    }

    /// A file by its absolute path, whether it exists or not; its folder without links, `.` and `..`, as the system
    /// finds it and as the ledger writes paths.
    static func file(_ path: String) -> String {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        guard let slash = absolute.lastIndex(of: "/"), let folder = realpath(String(absolute[...slash]), nil) else {
            return absolute
        }
        defer { free(folder) }
        let real = String(cString: folder)
        return (real == "/" ? "" : real) + absolute[slash...]
    }
}
