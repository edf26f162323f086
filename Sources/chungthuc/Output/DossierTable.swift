import Pipeline

/// Dossiers as a list for people, printed as they come.
struct DossierTable {
    private var table: StreamedTable
    private var count = 0
    private let showsReasons: Bool

    /// - Parameter showsReasons: why the dossiers are where they are, for lists of what was returned.
    init(showsReasons: Bool) {
        self.showsReasons = showsReasons
        table = StreamedTable(
            header: ["Mã hồ sơ", "Trạng thái", "Số", "Người yêu cầu", "Loại giấy tờ", "Tiếp nhận", "Hẹn trả", "Phí"]
                + (showsReasons ? ["Lý do"] : []))
    }

    mutating func print(_ dossiers: [DossierDocument]) {
        count += dossiers.count
        table.print(
            dossiers.map { dossier in
                [
                    dossier.code,
                    Words.state(dossier.state) + (dossier.nextAttemptAt == nil ? "" : " (gửi chậm)"),
                    dossier.number ?? "",
                    Words.applicant(dossier.applicant),
                    dossier.documentTypeName ?? "",
                    Words.time(dossier.receivedAt),
                    Words.time(dossier.dueAt),
                    Words.money(dossier.fee),
                ] + (showsReasons ? [dossier.reason ?? ""] : [])
            })
    }

    /// - Returns: how many were printed.
    mutating func end() -> Int {
        table.end()
        return count
    }

    static func found(_ count: Int) -> String { "Tìm thấy \(count) hồ sơ." }

    /// - Parameter limit: what was counted up to.
    static func found(_ count: Int, of limit: Int, shown: Int) -> String {
        "Tìm thấy \(count > limit ? "hơn \(limit)" : "\(count)") hồ sơ, in \(shown)."
    }
}
