import Foundation

enum StandardError {
    static func write(_ text: String) {
        // On a full disk, say, nobody can be told; the exit code still says it.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
