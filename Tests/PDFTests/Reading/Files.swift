import Foundation
import TestSupport

func contents(of path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// PDFs that others made; none on a machine that has only the repository.
enum Corpus {
    static let isPresent = FileManager.default.fileExists(atPath: Repository.corpus)

    /// Absolute, in a fixed order.
    static func files() throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: Repository.corpus)
        return names.filter { $0.hasSuffix(".pdf") }.sorted().map { Repository.corpus + "/" + $0 }
    }
}
