import Certification
import Foundation

/// The office's time: what the clock says, in the office's own zone.
package struct OfficeClock: Sendable {
    private let zone: TimeZone
    private let read: @Sendable () -> Moment

    package init(zone: TimeZone) {
        self.init(zone: zone) { Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded())) }
    }

    /// - Parameter read: the time source; tests live through a year's end in a moment.
    package init(zone: TimeZone, read: @escaping @Sendable () -> Moment) {
        self.zone = zone
        self.read = read
    }

    package func now() -> Moment { read() }

    package func local(_ moment: Moment) -> LocalTime {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
        return moment.local(offsetMinutes: zone.secondsFromGMT(for: date) / 60)
    }

    package func text(_ moment: Moment) -> String { local(moment).rfc3339 }
}
