import Pipeline

/// What `audit` says to people.
enum AuditSheet {
    static func text(_ audit: AuditDocument) -> String {
        var lines = ["\(audit.events) sự kiện, \(audit.dossiers) hồ sơ, mã băm cuối chuỗi \(audit.head ?? "–")"]
        lines.append(anchors(audit.anchors))
        for restoration in audit.restorations {
            lines.append(
                "Đã khôi phục từ bản sao lưu (\(restoration.events) sự kiện) lúc \(Words.time(restoration.at)), "
                    + "\(restoration.actor): \(restoration.reason)"
            )
        }
        if !audit.unfinished.isEmpty {
            lines.append("Bước xử lý chưa xong: \(audit.unfinished.joined(separator: ", "))")
        }
        lines += audit.findings.map { "SAI: \($0.message)" }
        lines.append(audit.found == 0 ? "Sổ cái nguyên vẹn." : "Có \(audit.found) điểm sai.")
        return lines.joined(separator: "\n")
    }

    private static func anchors(_ anchors: AuditDocument.Anchors) -> String {
        guard let events = anchors.events, let at = anchors.at else {
            return "Chưa có mốc neo nào trong \(anchors.folder)."
        }
        return "\(anchors.count) mốc neo trong \(anchors.folder), mới nhất \(Words.time(at)) (\(events) sự kiện)"
    }
}
