import Certification
import Foundation
import Pipeline

/// What `verify` says to people.
struct VerificationSheet {
    private let clock: OfficeClock

    /// - Parameter zone: the office's, in which times are told; without an office Viet Nam's.
    init(zone: TimeZone?) {
        clock = OfficeClock(zone: zone ?? TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .current)
    }

    func text(_ document: VerificationDocument) -> String {
        var lines = ["\(document.file): \(document.valid ? "HỢP LỆ" : "KHÔNG HỢP LỆ")"]
        if document.signatures.isEmpty { lines.append("  Tệp không có chữ ký số nào.") }
        for signature in document.signatures {
            lines += signature.text(time).split(separator: "\n").map { "  \($0)" }
        }
        lines.append("  \(register(document.register))")
        lines += document.problems.map { "  Vấn đề: \($0.wording.vietnamese)." }
        return lines.joined(separator: "\n")
    }

    /// `2026-11-23T02:30:00Z` → `23/11/2026 09:30:00`; what is no time stays as the file has it.
    private func time(_ rfc3339: String) -> String {
        guard let date = try? Date(rfc3339, strategy: .iso8601) else { return rfc3339 }  // as said above
        let moment = Moment(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
        return clock.local(moment).vietnamese
    }

    private func register(_ register: VerificationDocument.Register) -> String {
        guard let number = register.number, let book = register.book, let code = register.code else {
            return "Sổ chứng thực: không có tệp này."
        }
        let entry = "số \(number), quyển \(book), hồ sơ \(code)"
        if register.annulled { return "Sổ chứng thực: \(entry), ĐÃ BỊ HỦY GIÁ TRỊ." }
        return register.known
            ? "Sổ chứng thực: \(entry)." : "Sổ chứng thực: không có tệp này, nhưng phần đầu của nó là \(entry)."
    }
}
