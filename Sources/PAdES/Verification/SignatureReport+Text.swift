extension SignatureReport {
    /// The report for people, in Vietnamese: several lines, without a line break at the end.
    ///
    /// - Parameter time: how people read a time in RFC 3339.
    package func text(_ time: (String) -> String) -> String {
        var lines = ["\(isValid ? "HỢP LỆ" : "KHÔNG HỢP LỆ"): \(kindText) “\(field)”"]
        switch kind {
        case .signature:
            lines.append("  Người ký: \(signer ?? "không rõ")")
            lines.append("  Thời gian ký (theo người ký): \(at.map(time) ?? "không ghi")")
        case .documentTimestamp:
            lines.append("  Nơi cấp dấu thời gian: \(signer ?? "không rõ")")
            lines.append("  Thời gian: \(at.map(time) ?? "không rõ")")
        }
        if let timestamp {
            let trust = timestamp.trusted ? "tin cậy" : "KHÔNG tin cậy"
            lines.append("  Dấu thời gian: \(time(timestamp.at)), do “\(timestamp.authority)” cấp, \(trust)")
        }
        if let provenAt { lines.append("  Chữ ký đã có trước: \(time(provenAt)) (theo dấu thời gian tin cậy)") }
        lines.append("  Nội dung được ký: \(intact ? "nguyên vẹn" : "KHÔNG nguyên vẹn")")
        lines.append("  Chứng thư số: \(trusted ? "tin cậy, theo gốc “\(trustAnchor ?? "")”" : "KHÔNG tin cậy")")
        lines.append("  Thu hồi: \(revocationText)")
        if let permission { lines.append("  Sau chữ ký này được phép: \(permissionText(permission))") }
        lines.append("  Phạm vi: \(coverageText)")
        if !filled.isEmpty { lines.append("    + đã điền, ký: \(filled.joined(separator: ", "))") }
        lines += changed.map { "    - \($0.wording.vietnamese)" }
        lines += problems.map { "  Vấn đề: \($0.wording.vietnamese)" }
        return lines.joined(separator: "\n")
    }

    private var kindText: String {
        switch kind {
        case .signature: permission == nil ? "chữ ký" : "chữ ký chứng nhận"
        case .documentTimestamp: "dấu thời gian của tài liệu"
        }
    }

    private var revocationText: String {
        switch revocation {
        case .good: "chứng thư số chưa bị thu hồi, theo dữ liệu kèm trong tệp"
        case .revoked: "chứng thư số ĐÃ BỊ THU HỒI"
        case .unknown: "chưa kiểm tra được, vì tệp không kèm dữ liệu phù hợp"
        }
    }

    private func permissionText(_ permission: Permission) -> String {
        switch permission {
        case .nothing: "không thay đổi gì"
        case .formFilling: "điền biểu mẫu và ký tiếp"
        case .annotations: "điền biểu mẫu, ký tiếp và ghi chú"
        }
    }

    private var coverageText: String {
        switch (coverage, changes) {
        case (.wholeFile, _): "toàn bộ tệp"
        case (.invalid, _), (_, .unknown): "không xác định được"
        case (.earlierRevision, .none): "toàn bộ nội dung; sau đó không có thay đổi"
        case (.earlierRevision, .formFillingAndSigning): "bản trước đó; sau đó chỉ điền biểu mẫu và ký tiếp"
        case (.earlierRevision, .other): "bản trước đó; sau đó tệp BỊ SỬA:"
        }
    }
}
