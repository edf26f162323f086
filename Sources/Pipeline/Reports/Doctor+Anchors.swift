import Certification
import Faults
import Ledger

extension Doctor {
    /// Days without an anchor while things happen.
    private static let patience = 2

    /// What is wrong with the anchors, or with there being none.
    func anchors(of reader: OfficeReader) async throws -> [DoctorFinding] {
        let report = try await AnchorCheck(configuration, ledger: reader.ledger).examine()
        var findings = report.faults.map { DoctorFinding.problem("anchors", $0) }
        let last = try await reader.ledger.lastAnchor()
        let since = if let last { last.at } else { try await reader.ledger.firstEvent() }
        guard let since, last?.isCurrent != true else { return findings }
        let days = clock.local(clock.now()).date.daysSince1970 - clock.local(since).date.daysSince1970
        if days > Self.patience {
            findings.append(.warning("anchors", Self.unanchored(days), remedy: Self.anchorNow))
        }
        return findings
    }

    private static func unanchored(_ days: Int) -> Wording {
        Wording(
            vi: "Sổ cái chưa được neo ra ngoài từ \(days) ngày nay.",
            en: "The ledger has not been anchored for \(days) days."
        )
    }

    private static let anchorNow = Wording(
        vi: "Chạy chungthuc audit --anchor; dịch vụ chungthuc run tự làm việc này hằng ngày.",
        en: "Run chungthuc audit --anchor; the daemon chungthuc run does it daily."
    )
}
