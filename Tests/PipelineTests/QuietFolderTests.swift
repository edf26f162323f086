import Foundation
import Spool
import TestSupport
import Testing

@testable import Pipeline

/// A desk with many files is not looked through again and again.
@Suite struct QuietFolderTests {
    @Test func holdsUntilANameComesOrGoes() throws {
        let root = try TemporaryDirectory()
        let folder = try Directory.open(path: root.path)
        let quiet = QuietFolder(tick: -1)
        let standing = try folder.status()
        #expect(!quiet.holds(standing))
        quiet.note(standing)
        #expect(try quiet.holds(folder.status()))
        _ = try root.write([1], to: "scan.pdf")
        #expect(try !quiet.holds(folder.status()))
    }

    @Test func saysNothingOfATimeThatIsNotOld() throws {
        let root = try TemporaryDirectory()
        let folder = try Directory.open(path: root.path)
        let quiet = QuietFolder()
        quiet.note(try folder.status())
        #expect(try !quiet.holds(folder.status()), "made within the last seconds")
    }
}
