import Foundation

/// A private workspace of one test, removed when the test is done with it.
package struct TemporaryDirectory: ~Copyable, Sendable {
    /// Absolute.
    package let path: String

    package init(_ purpose: String = "test") throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("chungthuc-\(purpose)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        path = url.path
    }

    deinit {
        // What cannot be removed is the operating system's temporary folder to clean; a test's verdict stands.
        try? FileManager.default.removeItem(atPath: path)
    }

    package borrowing func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file and returns its absolute path.
    package borrowing func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        let path = file(name)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }
}
