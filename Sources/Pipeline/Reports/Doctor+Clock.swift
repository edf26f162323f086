import Certification
import Delivery
import Faults

/// The office's clock: signing times come from it.
extension Doctor {
    /// Apart by more than this, no timestamp is accepted.
    private static let tolerance = 300
    private static let limit: Duration = .seconds(5)
    private static let largestReply = 1 << 20

    /// Compares it with the clocks of the timestamp servers, as their HTTP answers tell (RFC 9110, 6.6.1). A server that
    /// says nothing is reported elsewhere. Blocking.
    func systemClock() -> [DoctorFinding] {
        let servers = configuration.signature.timestamp
        let apart = (servers?.urls ?? []).compactMap { server in
            clockError(by: server, servers?.tlsAuthorities).map { (server, $0) }
        }
        let wrong = apart.filter { abs($0.1) > Self.tolerance }
        guard wrong.isEmpty else { return wrong.map { Self.isOff($0.0, seconds: $0.1) } }
        let now = clock.local(clock.now())
        let message = Wording(vi: "Đồng hồ: \(now.stamp).", en: "The clock says \(now.rfc3339).")
        return [now.date.year < 2026 ? .warning("clock", message, remedy: Self.setClock) : .fine("clock", message)]
    }

    /// Seconds by which this clock is ahead of the server's; nil where it does not tell.
    private func clockError(by server: String, _ authorities: String?) -> Int? {
        let request = HTTPRequest(url: server, method: .get, limit: Self.limit, largestReply: Self.largestReply)
        // A server that does not answer has no clock.
        guard let date = try? HTTPClient(authorities: authorities).perform(request).date else { return nil }
        return Int(clock.now().milliseconds / 1000) - date
    }

    private static func isOff(_ server: String, seconds: Int) -> DoctorFinding {
        let minutes = abs(seconds) / 60
        let (vietnamese, english) = seconds > 0 ? ("nhanh", "ahead of") : ("chậm", "behind")
        return DoctorFinding(
            level: .problem,
            topic: "clock",
            message: Wording(
                vi: "Đồng hồ máy \(vietnamese) hơn \(server) \(minutes) phút: dấu thời gian sẽ không được nhận.",
                en: "This machine's clock is \(minutes) minutes \(english) that of \(server): no timestamp is accepted."
            ),
            remedy: setClock,
            exitCode: .configuration
        )
    }

    private static let setClock = Wording(
        vi: "Đặt lại giờ máy (timedatectl set-ntp true): thời gian ký lấy từ đây.",
        en: "Set the clock (timedatectl set-ntp true): signing times come from it."
    )
}
