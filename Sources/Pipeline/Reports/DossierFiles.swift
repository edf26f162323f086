import Certification
import Faults
import Glibc
import Hashing
import Ledger
import Spool

/// Whether the files are what the ledger says they are, beside whoever works on them.
struct DossierFiles {
    /// How a dossier's file stands.
    enum Standing {
        case sound
        /// The bytes are here, but a step or a gesture with them is not finished.
        case unfinished
        case fault(Problem)
    }

    enum Problem: String {
        case missing = "file-missing"
        case altered = "file-altered"
        case unreadable = "file-unreadable"

        func message(_ code: DossierCode, _ file: DossierRecord.File) -> Wording {
            let path = SpoolPath(bytes: file.path)?.display ?? ""
            let (vietnamese, english) =
                switch self {
                case .missing: ("không còn", "is missing")
                case .altered: ("đã bị sửa", "was altered")
                case .unreadable: ("không đọc được", "cannot be read")
                }
            return Wording(
                vi: "Hồ sơ \(code): tệp \(path) \(vietnamese).",
                en: "Dossier \(code): the file \(path) \(english)."
            )
        }
    }

    /// How long to wait, all in all, for what is being worked on, and how long between two looks: nobody tells a reader
    /// when a step of another process is finished.
    private static let patience: Duration = .seconds(3)
    private static let pause: Duration = .milliseconds(100)

    private let ledger: Ledger
    private let layout: SpoolLayout
    private let deadline = ContinuousClock.now + DossierFiles.patience

    init(_ reader: OfficeReader) {
        ledger = reader.ledger
        layout = SpoolLayout(reader.configuration)
    }

    /// Blocking.
    ///
    /// - Parameter file: as the ledger had it a moment ago.
    func standing(of code: DossierCode, _ file: DossierRecord.File) async throws -> Standing {
        var file = file
        var looks = 0
        while true {
            guard let problem = problem(of: file) else { return .sound }
            let step = try await ledger.openStep(of: code)
            let isUnfinished = try isElsewhere(file.hash, of: code, step)
            let now = try await ledger.dossier(code).file
            // Nothing moves: what is wrong is wrong.
            if looks > 0, now == file, step == nil || ContinuousClock.now > deadline {
                return isUnfinished ? .unfinished : .fault(problem)
            }
            (file, looks) = (now, looks + 1)
            if ContinuousClock.now < deadline { try await Task.sleep(for: Self.pause) }
        }
    }

    private func problem(of file: DossierRecord.File) -> Problem? {
        do {
            guard let path = SpoolPath(bytes: file.path), let (directory, name) = try layout.locate(path),
                try directory.status(of: name)?.kind == .regular
            else { return .missing }
            return try directory.openRegular(name).digest() == file.hash ? nil : .altered
        } catch SpoolFault.system(_, _, ENOENT) {
            return .missing
        } catch {
            return .unreadable
        }
    }

    /// Whether the bytes stand where a step of the dossier has them, or where a person moved them for the next one.
    private func isElsewhere(_ hash: Digest, of code: DossierCode, _ step: OpenStep?) throws -> Bool {
        if let work = try? layout.open(.work) /* without the folder nothing is in it */ {
            for name in [WorkName.result(of: code), WorkName.copy(of: code)] where holds(hash, work, name) {
                return true
            }
        }
        if case .committed(let step)? = step {
            for path in [step.prepared.sourcePath, step.prepared.deskPath].compactMap({ $0 }) {
                // In a folder that is gone there is nothing.
                guard let path = SpoolPath(bytes: path), let (folder, name) = try? layout.locate(path) else { continue }
                if holds(hash, folder, name) { return true }
            }
        }
        for folder in try layout.presentGestureFolders() {
            let directory = try layout.open(folder)
            for name in try directory.names()
            where DossierCode(headOfFileName: name.bytes) == code && holds(hash, directory, name) {
                return true
            }
        }
        return false
    }

    private func holds(_ hash: Digest, _ directory: Directory, _ name: FileName) -> Bool {
        // What cannot be read does not hold the bytes.
        (try? directory.openRegular(name).digest()) == hash
    }
}
