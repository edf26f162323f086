import Certification

/// When to try a delivery again: after 1, 2, 4 … minutes, at most every hour.
enum Backoff {
    private static let first: Int64 = 60_000
    private static let longest: Int64 = 3_600_000

    /// - Parameter failures: before this one.
    static func next(after failures: Int, from moment: Moment) -> Moment {
        let doublings = min(failures, 6)
        return moment.adding(milliseconds: min(first << doublings, longest))
    }
}
