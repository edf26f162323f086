import Foundation
import Synchronization
import TestSupport
import Testing

@testable import PDF

/// What strangers drop does not hold up what a leader waits for.
@Suite struct CellFairnessTests {
    private final class Answers: Sendable {
        let count = Mutex(0)
    }

    @Test func theOfficesOwnDocumentsDoNotWaitForStrangers() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let limits = CellLimits(secondsPerFile: 20)
        let cells = try CellFixture(reserved: true, limits: limits, program: CellFixture.probe)
        let answers = Answers()
        let strangers = (0..<4).map { _ in
            Task {
                defer { answers.count.withLock { $0 += 1 } }
                _ = try await cells.attempt("spin", on: path)
            }
        }
        for _ in 0..<10 { #expect(try await cells.verdict(path, rules: nil) == nil) }
        #expect(answers.count.withLock(\.self) < 4, "a minute's work for strangers is left")
        cells.inspector.shutDown()
        for stranger in strangers { _ = await stranger.result }
    }
}
