import Synchronization
import Testing

@testable import Pipeline

@Suite struct NumberLineTests {
    private final class Passed: Sendable {
        let numbers = Mutex<[Int]>([])
    }

    /// Whoever comes first waits for those named before, and who gives up lets the others on.
    @Test func numbersFollowTheOrder() async {
        let line = NumberLine()
        let passed = Passed()
        await withTaskGroup { group in
            for index in (0..<50).reversed() {
                group.addTask {
                    let turn = NumberLine.Turn(line, index: index)
                    defer { turn.pass() }
                    if index % 7 == 3 { return }
                    await turn.come()
                    passed.numbers.withLock { $0.append(index) }
                    turn.pass()
                }
            }
        }
        #expect(passed.numbers.withLock { $0 } == (0..<50).filter { $0 % 7 != 3 })
    }
}
