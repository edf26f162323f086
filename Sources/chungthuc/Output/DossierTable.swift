import Pipeline

/// Dossiers as a list for people.
enum DossierTable {
    static func text(_ dossiers: [DossierDocument]) -> String {
        var rows = [["Mã hồ sơ", "Trạng thái", "Số", "Người yêu cầu", "Loại giấy tờ", "Tiếp nhận"]]
        for dossier in dossiers {
            rows.append([
                dossier.code,
                Words.state(dossier.state) + (dossier.nextAttemptAt == nil ? "" : " (gửi chậm)"),
                dossier.number ?? "",
                Words.applicant(dossier.applicant),
                dossier.documentTypeName ?? "",
                Words.time(dossier.receivedAt),
            ])
        }
        return TextTable.text(rows) + "\nTìm thấy \(dossiers.count) hồ sơ."
    }
}
