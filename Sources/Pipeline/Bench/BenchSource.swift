import Foundation
import Spool

/// The scan that a bench certifies again and again, as a file of its workspace: in memory it would count as what the
/// office needs.
struct BenchSource: Sendable {
    private static let name: FileName = "bench-scan.pdf"

    private let directory: Directory
    /// In octets.
    let size: Int

    /// Blocking.
    ///
    /// - Parameters:
    ///   - input: the path of a PDF; nil for a generated one.
    ///   - directory: the workspace.
    init(_ input: String?, in directory: Directory) throws {
        var file = try directory.create(Self.name)
        if let input {
            let url = URL(fileURLWithPath: input).resolvingSymlinksInPath()
            guard let name = FileName(url.lastPathComponent) else { throw UnexpectedFault(detail: input) }
            let folder = try Directory.open(path: url.deletingLastPathComponent().path)
            try file.write(contentsOf: try folder.openRegular(name))
        } else {
            try file.write(BenchScan.make())
        }
        size = try file.sync().size
        self.directory = directory
    }

    /// Puts a copy into a folder, like a scanner. No two are alike: behind a document's end nobody looks. Blocking.
    func drop(_ number: Int, as name: FileName, into folder: Directory) throws {
        var file = try folder.create(name, mode: 0o660)
        try file.write(contentsOf: try directory.openRegular(Self.name))
        try file.write(Array("\n% \(number)\n".utf8))
        _ = try file.sync()
    }
}
