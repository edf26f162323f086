import Pipeline

/// One dossier for people: what it is, where it stands, what happened to it.
enum DossierSheet {
    static func text(_ dossier: DossierDocument) -> String {
        var lines = ["Hồ sơ \(dossier.code) · \(Words.state(dossier.state))"]
        lines += facts(dossier).map { "  \($0.label): \($0.value)" }
        lines += ["", "Quá trình xử lý"]
        for event in dossier.history {
            var line = "  \(Words.time(event.at))  \(Words.event(event))  (\(Words.actor(event.actor)))"
            if let note = event.note, !note.isEmpty { line += "  \(note)" }
            lines.append(line)
        }
        if !dossier.deliveries.isEmpty {
            lines += ["", "Các lần gửi"]
            lines += dossier.deliveries.map {
                "  \(Words.time($0.at))  lần \($0.attempt)  \(Words.channel($0.channel))  \($0.recipient)  "
                    + Words.outcome($0.outcome)
                    + ($0.detail.map { "  \($0)" } ?? "")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func facts(_ dossier: DossierDocument) -> [(label: String, value: String)] {
        let facts: [(String, String?)] = [
            ("Người yêu cầu", Words.applicant(dossier.applicant)),
            ("CMND/CCCD/MST", dossier.applicant?.identity),
            ("Email", dossier.applicant?.email),
            ("Số điện thoại", dossier.applicant?.phone),
            ("Loại giấy tờ", dossier.documentTypeName),
            ("Lịch hẹn", dossier.appointment),
            ("Số bản sao", "\(dossier.copies)"),
            ("Số trang", "\(dossier.pages)"),
            ("Phí", Words.money(dossier.fee)),
            ("Ghi chú", dossier.note),
            ("Tệp gốc", dossier.originalName),
            ("Tình trạng tệp gốc", dossier.repaired ? "bị hỏng, đã sửa khi tiếp nhận" : nil),
            ("Số chứng thực", dossier.number),
            ("Sổ chứng thực", dossier.book),
            ("Người ký", dossier.signer),
            ("Tiếp nhận", Words.time(dossier.receivedAt)),
            ("Hẹn trả", Words.time(dossier.dueAt)),
            ("Hẹn thêm", dossier.agreedDays == 0 ? nil : "\(dossier.agreedDays) ngày làm việc"),
            ("Đã ký", Words.time(dossier.signedAt)),
            ("Đã đóng dấu", Words.time(dossier.sealedAt)),
            ("Đã trả kết quả", Words.time(dossier.deliveredAt)),
            ("Đánh giá", Words.rating(dossier.rating)),
            ("Sẽ gửi lại", Words.time(dossier.nextAttemptAt)),
            ("Lý do", dossier.reason),
            ("Tệp", dossier.path),
            ("SHA-256", dossier.sha256),
        ]
        return facts.compactMap { label, value in
            guard let value, !value.isEmpty else { return nil }
            return (label, value)
        }
    }
}
