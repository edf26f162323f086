import Glibc

/// What the thread of a ``FolderWatcher`` does.
struct WatchLoop: ~Copyable {
    private let folders: [String]
    private let rescanInterval: Duration
    private let pending: PendingHints
    private let mayHaveEvents: Bool
    private var events: FolderEvents?
    private var watches: [Int32: Int] = [:]
    /// The inode that is watched under each folder's path; `nil` for a folder that is polled.
    private var watched: [FileStatus?]
    private var needsRebuild = true

    init(folders: [String], source: FolderWatcher.Source, rescanInterval: Duration, pending: PendingHints) {
        self.folders = folders
        self.rescanInterval = rescanInterval
        self.pending = pending
        mayHaveEvents = source == .events
        watched = Array(repeating: nil, count: folders.count)
    }

    mutating func run() {
        var nextTick = ContinuousClock.now
        var nextRescan = ContinuousClock.now
        while !pending.isFinished {
            let now = ContinuousClock.now
            let isRescanDue = now >= nextRescan
            if isRescanDue {
                checkIdentities()
                if events == nil { needsRebuild = true }
                nextRescan = now + rescanInterval
            }
            if isRescanDue || now >= nextTick {
                tick()
                nextTick = now + .seconds(1)
            }
            if isRescanDue { pending.add(.rescan) }
            guard events != nil else {
                pending.waitForFinish(atMost: .milliseconds(500))
                continue
            }
            if let event = events?.next() { handle(event) }
        }
    }

    private mutating func handle(_ event: FolderEvents.Event) {
        switch event {
        case .changed(let watch):
            if let index = watches[watch] { pending.add(.folderChanged(index)) }
        case .folderLost(let watch):
            // Also when we asked for it ourselves by a rebuild: then the watch is unknown by now.
            if watches[watch] != nil { needsRebuild = true }
        case .overflow:
            pending.add(.rescan)
        case .failed:
            needsRebuild = true
        }
    }

    /// Once a second: mends what is lost, and hints the folders without events.
    private mutating func tick() {
        let isStartingOver = needsRebuild
        if isStartingOver { rebuild() }
        let unwatched = folders.indices.filter { watched[$0] == nil }
        let polled = unwatched.filter { !watch($0) }
        // Before the hints: whoever takes one asks which folders are polled.
        pending.polledFolders = polled
        for index in polled { pending.add(.folderChanged(index)) }
        // What arrived before a watch had no event, and what made us start over is a doubt.
        if isStartingOver || polled.count < unwatched.count { pending.add(.rescan) }
    }

    /// Starts over with all watches. A lost watch cannot be replaced singly: the library keeps its old entry.
    private mutating func rebuild() {
        needsRebuild = false
        guard mayHaveEvents else { return }
        watches = [:]
        watched = Array(repeating: nil, count: folders.count)
        // The old instance must be gone before the new one takes the library's global state.
        events = nil
        events = FolderEvents.take()
    }

    private mutating func watch(_ index: Int) -> Bool {
        guard events != nil, let before = Self.status(of: folders[index]), before.kind == .directory,
            let watch = events?.watch(folders[index])
        else { return false }
        watches[watch] = index
        // Replaced between the two looks: the identity check of the next rescan sees the difference.
        watched[index] = before
        return true
    }

    /// A folder whose parent was moved or replaced sends no event: its path shows another inode, or none.
    private mutating func checkIdentities() {
        for index in folders.indices {
            guard let known = watched[index] else { continue }
            if Self.status(of: folders[index])?.isSameFile(as: known) != true { needsRebuild = true }
        }
    }

    private static func status(of path: String) -> FileStatus? {
        var status = Glibc.stat()
        guard stat(path, &status) == 0 else { return nil }
        return FileStatus(status)
    }
}
