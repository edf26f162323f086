import Certification
import Testing

@testable import Pipeline

/// When a delivery is tried again.
struct BackoffTests {
    private static let now = Moment(milliseconds: 1_795_400_000_000)

    private static func wait(_ failures: Int, jitter: Double = 0) -> Int64 {
        Backoff.next(after: failures, from: now, first: .seconds(60), jitter: jitter).milliseconds - now.milliseconds
    }

    @Test("Twice as long each time, at most sixty times the first, a fifth more or less")
    func waits() {
        #expect((0...7).map { Self.wait($0) / 60_000 } == [1, 2, 4, 8, 16, 32, 60, 60])
        #expect(Self.wait(100) == 3_600_000)
        #expect(Self.wait(2, jitter: 1) == 288_000 && Self.wait(2, jitter: -1) == 192_000)
        let waits = Set((0..<50).map { _ in Backoff.next(after: 3, from: Self.now, first: .seconds(60)) })
        #expect(waits.count > 10)
    }

    @Test("A domain that puts off one message after the other is left alone, longer each time; an acceptance ends that")
    func domains() {
        let patience = DomainPatience()
        func held(_ milliseconds: Int64 = 0) -> Int64? {
            patience.held("example.vn", at: Self.now.adding(milliseconds: milliseconds))
                .map { $0.milliseconds - Self.now.milliseconds }
        }
        for _ in 1...4 { patience.putOff("example.vn", at: Self.now, first: .seconds(60)) }
        // Greylisting: as many first messages may be put off.
        #expect(held() == nil)
        patience.putOff("example.vn", at: Self.now, first: .seconds(60))
        #expect(held() == 60_000 && held(59_999) == 60_000 && held(60_000) == nil)
        #expect(patience.held("example.com", at: Self.now) == nil)
        patience.putOff("example.vn", at: Self.now, first: .seconds(60))
        #expect(held() == 120_000)
        for _ in 1...20 { patience.putOff("example.vn", at: Self.now, first: .seconds(60)) }
        #expect(held() == 900_000)
        patience.accepted("example.vn")
        #expect(held() == nil)
    }
}
