import Dispatch
import Glibc
import Synchronization

/// One wait for the medium, shared by all who wait for the same folder: while one fsync of it is under way, whoever comes
/// waits for the next, and one of them makes it for all.
///
/// Called by ``Directory/sync()``. Promises each caller an fsync that began after its call; one that failed has failed
/// for all who waited for it.
enum SharedSync {
    /// The folder itself, by whatever descriptor.
    private struct Folder: Hashable {
        let device: dev_t
        let inode: ino_t
    }

    /// Those who wait for the same fsync.
    private final class Round: Sendable {
        /// Signalled once, for the one who makes the fsync: the one before has ended.
        let turn = DispatchSemaphore(value: 0)
        let isOver = DispatchGroup()
        let failure = Mutex<SpoolFault?>(nil)

        init() { isOver.enter() }
    }

    private enum Part {
        /// Nobody waits for this folder.
        case alone
        case first(Round)
        case further(Round)
    }

    /// Who waits behind the fsync that is under way, if anybody.
    private struct Line {
        var next: Round?
    }

    /// Folders with an fsync under way.
    private static let lines = Mutex<[Folder: Line]>([:])

    /// Blocking.
    ///
    /// - Parameter descriptor: of a folder.
    static func sync(_ descriptor: borrowing Descriptor, _ path: String) throws(SpoolFault) {
        let number = descriptor.number
        var status = stat()
        try systemCall(.examine, path) { fstat(number, &status) }
        let folder = Folder(device: status.st_dev, inode: status.st_ino)
        switch part(in: folder) {
        case .alone:
            defer { passOn(folder) }
            try descriptor.sync(path)
        case .first(let round):
            round.turn.wait()
            defer { passOn(folder) }
            defer { round.isOver.leave() }
            do throws(SpoolFault) {
                try descriptor.sync(path)
            } catch {
                round.failure.withLock { $0 = error }
                throw error
            }
        case .further(let round):
            round.isOver.wait()
            if let failure = round.failure.withLock({ $0 }) { throw failure }
        }
    }

    private static func part(in folder: Folder) -> Part {
        lines.withLock { lines in
            guard let line = lines[folder] else {
                lines[folder] = Line()
                return .alone
            }
            if let round = line.next { return .further(round) }
            let round = Round()
            lines[folder] = Line(next: round)
            return .first(round)
        }
    }

    /// The fsync under way has ended. Whoever comes from now on waits for the one after the next.
    private static func passOn(_ folder: Folder) {
        let next = lines.withLock { lines in
            let next = lines[folder]?.next
            lines[folder] = next == nil ? nil : Line()
            return next
        }
        next?.turn.signal()
    }
}
