import PAdES
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
            ("Thiết bị", seal.token.map { "\($0.label), sê-ri \($0.serial), mã PIN \(words(for: $0.pin))" }),
            ("Vấn đề", seal.problem?.message.vietnamese),
            ("Cách xử lý", seal.problem?.remedy.vietnamese),
        ]
        for case (let label, let value?) in facts where !value.isEmpty { lines.append("  \(label): \(value)") }
        return lines.joined(separator: "\n")
    }

    private static func words(for pin: TokenPINState) -> String {
        switch pin {
        case .ready: "sẵn sàng"
        case .countLow: "đã có lần nhập sai"
        case .finalTry: "chỉ còn một lần nhập"
        case .locked: "đã bị khóa"
        case .notSet: "chưa đặt"
        case .notNeeded: "không cần"
        case .refused: "trong tệp đã bị từ chối"
        }
    }
}
