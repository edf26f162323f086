import Foundation
import Spool
import TestSupport
import Testing

/// A share that is not mounted is no empty inbox. /dev/shm, a file system of its own, stands for the share.
@Suite struct MountTests {
    /// An inbox on another file system; what is mounted there can be taken away.
    private final class Share {
        let root: TemporaryDirectory
        let place: String
        let layout: SpoolLayout

        init() throws {
            root = try TemporaryDirectory()
            place = "/dev/shm/chungthuc-\(UUID().uuidString)"
            layout = SpoolLayout(workspace: root.path, inbox: place + "/scans", documentTypes: ["ho-chieu"])
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        }

        deinit {
            for path in [place, place + "-away"] {
                // The operating system empties this folder should the removal fail.
                try? FileManager.default.removeItem(atPath: path)
            }
        }

        /// - Parameter leaving: whether a mount point stays, as an empty folder.
        func unmount(leaving folder: String?) throws {
            try FileManager.default.moveItem(atPath: place, toPath: place + "-away")
            if let folder { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
        }

        func mount() throws {
            // Missing where no mount point was left.
            try? FileManager.default.removeItem(atPath: place)
            try FileManager.default.moveItem(atPath: place + "-away", toPath: place)
        }
    }

    @Test(arguments: ["/scans", "", nil])
    func aShareThatIsAwayIsMissingAndNotEmpty(mountPoint: String?) throws {
        let share = try Share()
        try share.layout.create()
        try #require(try share.layout.open(.inbox).status().device != share.layout.open(.state).status().device)
        let before = try share.layout.open(.inbox).names()
        try share.unmount(leaving: mountPoint.map { share.place + $0 })
        for folder in [SpoolFolder.inbox, .refused, .inboxForType("ho-chieu")] {
            #expect(throws: SpoolFault.notMounted(path: share.place + "/scans"), "\(folder)") {
                _ = try share.layout.open(folder)
            }
        }
        #expect(SpoolFault.notMounted(path: "x").exitCode == .unavailable)
        try share.layout.create()
        if mountPoint == "/scans" {
            #expect(try Directory.open(path: share.place + "/scans").names().isEmpty, "nothing is made there")
        } else {
            #expect(!FileManager.default.fileExists(atPath: share.place + "/scans"))
        }
        _ = try share.layout.open(.scanned)
        try share.mount()
        #expect(try share.layout.open(.inbox).names() == before)
    }

    @Test func aShareForOneDocumentTypeLeavesTheOthers() throws {
        let root = try TemporaryDirectory()
        let layout = SpoolLayout(workspace: root.path, documentTypes: ["ho-chieu", "giay-khai-sinh"])
        try layout.create()
        // As after a mount: another file system, not marked yet. No mount(2) is needed for its memory.
        let state = try layout.open(.state)
        try state.add("inbox-ho-chieu.mounted", holding: Array(layout.path(of: .inboxForType("ho-chieu")).utf8))
        #expect(throws: SpoolFault.notMounted(path: layout.path(of: .inboxForType("ho-chieu")))) {
            _ = try layout.open(.inboxForType("ho-chieu"))
        }
        _ = try layout.open(.inboxForType("giay-khai-sinh"))
        _ = try root.write([], to: "inbox/ho-chieu/.chungthuc")
        _ = try layout.open(.inboxForType("ho-chieu"))
    }

    @Test func anInboxOfTheSameFileSystemMayBeMadeAnew() throws {
        let root = try TemporaryDirectory()
        let layout = SpoolLayout(workspace: root.path, documentTypes: ["ho-chieu"])
        try layout.create()
        #expect(try !layout.open(.inbox).names().contains(SpoolLayout.mountMarker))
        try FileManager.default.removeItem(atPath: layout.path(of: .inbox))
        try layout.create()
        _ = try layout.open(.inbox)
    }

    @Test func anotherInboxIsAnotherFolder() throws {
        let share = try Share()
        try share.layout.create()
        try share.unmount(leaving: nil)
        let moved = SpoolLayout(workspace: share.root.path, inbox: "inbox", documentTypes: ["ho-chieu"])
        try moved.create()
        _ = try moved.open(.inbox)
    }
}
