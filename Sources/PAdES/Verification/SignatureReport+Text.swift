extension SignatureReport {
    /// The report for people, in Vietnamese: several lines, without a line break at the end.
    package var text: String {
        var lines = ["\(isValid ? "HỢP LỆ" : "KHÔNG HỢP LỆ"): chữ ký “\(field)”"]
        lines.append("  Người ký: \(signer ?? "không rõ")")
        lines.append("  Thời gian ký (theo người ký): \(at ?? "không ghi")")
        lines.append("  Nội dung được ký: \(intact ? "nguyên vẹn" : "KHÔNG nguyên vẹn")")
        lines.append("  Chứng thư số: \(trusted ? "tin cậy, theo gốc “\(trustAnchor ?? "")”" : "KHÔNG tin cậy")")
        lines.append("  Phạm vi: \(coverageText)")
        lines += changed.map { "    - \($0.wording.vietnamese)" }
        lines += problems.map { "  Vấn đề: \($0.wording.vietnamese)" }
        return lines.joined(separator: "\n")
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
