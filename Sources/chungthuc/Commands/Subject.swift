import Foundation

/// A file or a code as a person typed it.
enum Subject {
    /// The office works elsewhere: a file is named by its absolute path. A code stays as it is.
    static func absolute(_ subject: String) -> String {
        let isPath = subject.contains("/") || FileManager.default.fileExists(atPath: subject)
        guard isPath, !subject.hasPrefix("/") else { return subject }
        return FileManager.default.currentDirectoryPath + "/" + subject
    }

    /// A file by its absolute path, whether it exists or not.
    static func file(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
