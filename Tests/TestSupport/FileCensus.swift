import Foundation

/// Every file below a folder by its content: proof that nothing was lost or overwritten.
package struct FileCensus: Sendable {
    /// How often each content is there.
    package let contents: [[UInt8]: Int]

    /// - Parameter folders: absolute.
    package init(_ folders: [String], suffix: String) throws {
        var contents: [[UInt8]: Int] = [:]
        for folder in folders {
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(suffix) {
                let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
                contents[bytes, default: 0] += 1
            }
        }
        self.contents = contents
    }

    /// What is there less often than it was.
    package func lost(since earlier: FileCensus) -> Int {
        earlier.contents.reduce(0) { $0 + max(0, $1.value - (contents[$1.key] ?? 0)) }
    }
}

extension OfficeFixture {
    /// The documents of the office's folders.
    package func census(suffix: String = ".pdf") throws -> FileCensus {
        try FileCensus([path("inbox"), path("spool")], suffix: suffix)
    }
}
