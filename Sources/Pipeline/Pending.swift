/// What a look at a folder left for later.
struct Pending: Sendable {
    /// Until the first file has stood still long enough.
    private(set) var settling: Duration?
    /// Until something that failed, and that waiting may mend, is tried again.
    private(set) var retry: Duration?

    static let nothing = Pending()

    static func settling(_ duration: Duration) -> Pending { Pending(settling: duration) }

    static let retry = Pending(retry: .seconds(5))

    static func retry(after duration: Duration) -> Pending { Pending(retry: duration) }

    /// When to look again; `nil` when nothing waits.
    var soonest: Duration? { [settling, retry].compactMap { $0 }.min() }

    mutating func add(_ other: Pending) {
        settling = [settling, other.settling].compactMap { $0 }.min()
        retry = [retry, other.retry].compactMap { $0 }.min()
    }
}
