import Pipeline

/// What `verify` says to people.
enum VerificationSheet {
    static func text(_ document: VerificationDocument) -> String {
        var lines = ["\(document.file): \(document.valid ? "HỢP LỆ" : "KHÔNG HỢP LỆ")"]
        if document.signatures.isEmpty { lines.append("  Tệp không có chữ ký số nào.") }
        for signature in document.signatures {
            lines += signature.text.split(separator: "\n").map { "  \($0)" }
        }
        lines.append("  \(register(document.register))")
        lines += document.problems.map { "  Vấn đề: \($0.wording.vietnamese)." }
        return lines.joined(separator: "\n")
    }

    private static func register(_ register: VerificationDocument.Register) -> String {
        guard let number = register.number, let book = register.book, let code = register.code else {
            return "Sổ chứng thực: không có tệp này."
        }
        let entry = "số \(number), quyển \(book), hồ sơ \(code)"
        if register.annulled { return "Sổ chứng thực: \(entry), ĐÃ BỊ HỦY GIÁ TRỊ." }
        return register.known
            ? "Sổ chứng thực: \(entry)." : "Sổ chứng thực: không có tệp này, nhưng phần đầu của nó là \(entry)."
    }
}
