import Foundation
import Mapping
import Spool

/// The file of a report: written beside its place under a name of its own, and put there whole.
final class ReportFile {
    let path: String
    private let folder: Directory
    private let name: FileName
    private let draft: FileName
    private var isDone = false

    /// Blocking.
    init(_ path: String) throws {
        let url = URL(fileURLWithPath: path)
        guard let name = FileName(url.lastPathComponent) else { throw ExportFault.noFolder(path: path) }
        self.path = path
        self.name = name
        draft = name.draft
        do {
            folder = try Directory.open(path: url.deletingLastPathComponent().path)
        } catch {
            throw ExportFault.noFolder(path: path)
        }
        // A draft left by a crash.
        try folder.remove(draft)
    }

    deinit {
        // Hidden, and removed by the next report of this name if it cannot be now.
        if !isDone { _ = try? folder.remove(draft) }
    }

    /// Where libxlsxwriter may write.
    var draftPath: String { folder.path + "/" + draft.display }

    func create() throws -> NewFile { try folder.create(draft, mode: 0o640) }

    /// What was written so far. Blocking.
    func draftContent() throws -> MappedFile { try folder.openRegular(draft).map() }

    /// Gives a file its place, in one rename, durably. Blocking.
    func finish() throws {
        // Names and addresses: not for everybody on the machine, whichever library wrote them.
        guard chmod(draftPath, 0o640) == 0 else { throw ExportFault.noFolder(path: path) }
        try folder.put(draft, inPlaceOf: name)
        isDone = true
    }
}
