import Spool
import TestSupport
import Testing

@testable import Pipeline

/// A burst and what comes beside it.
@Suite struct SettleTrackerTests {
    @Test func neitherTheFirstNorTheLastWaitsForAllOthers() throws {
        let folder = try TemporaryDirectory()
        let status = try Directory.open(path: folder.path).status()
        let tracker = SettleTracker(settle: .seconds(1))
        let names: [FileName] = ["a", "b", "c", "d", "e"]
        #expect(tracker.inTurn(names, in: .inbox) == names)
        for name in ["c", "a", "d", "b"] as [FileName] { _ = tracker.remaining(name, in: .inbox, status: status) }
        #expect(tracker.inTurn(names, in: .inbox) == ["e", "b", "c", "d", "a"])
        #expect(tracker.inTurn(names, in: .refused) == names)
    }
}
