import Pipeline

/// Certificates of signers and seal for people.
enum SealSheet {
    static func text(_ seals: [SealDocument]) -> String {
        seals.map(text).joined(separator: "\n\n")
    }

    private static func text(_ seal: SealDocument) -> String {
        var lines = ["\(seal.role == "seal" ? "Con dấu" : "Người ký \(seal.id)"): \(seal.name)"]
        let facts: [(String, String?)] = [
            ("Chủ thể", seal.subject),
            ("Nơi cấp", seal.issuer),
            ("Số sê-ri", seal.serial),
            ("Hiệu lực từ", Words.time(seal.notBefore)),
            ("Hết hạn", Words.time(seal.notAfter)),
            ("Còn lại", seal.daysLeft.map { "\($0) ngày" }),
            ("Khóa", seal.key),
            ("Nơi giữ khóa", seal.location),
            ("Vấn đề", seal.problem?.message.vietnamese),
            ("Cách xử lý", seal.problem?.remedy.vietnamese),
        ]
        for case (let label, let value?) in facts where !value.isEmpty { lines.append("  \(label): \(value)") }
        return lines.joined(separator: "\n")
    }
}
