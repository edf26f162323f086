import Certification

/// When to try a delivery again: after the first wait, twice that, four times …, at most sixty times the first, a fifth
/// more or less, so that what failed together does not come back together.
enum Backoff {
    private static let mostDoublings = 6
    private static let most: Int64 = 60

    /// - Parameters:
    ///   - failures: before this one.
    ///   - jitter: between -1 and 1.
    static func next(
        after failures: Int,
        from moment: Moment,
        first: Duration,
        jitter: Double = .random(in: -1...1)
    ) -> Moment {
        let wait = delay(after: failures, first: first, longest: .max)
        return moment.adding(milliseconds: wait + Int64(Double(wait) * 0.2 * jitter))
    }

    /// In milliseconds.
    static func delay(after failures: Int, first: Duration, longest: Int64) -> Int64 {
        let (seconds, attoseconds) = first.components
        let first = max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000)
        return min(first << min(failures, mostDoublings), first * most, longest)
    }
}
