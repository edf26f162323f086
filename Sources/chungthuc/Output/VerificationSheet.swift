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
        return lines.joined(separator: "\n")
    }

    private static func register(_ register: VerificationDocument.Register) -> String {
        guard register.known, let number = register.number, let book = register.book, let code = register.code else {
            return "Sổ chứng thực: không có tệp này."
        }
        let entry = "Sổ chứng thực: số \(number), quyển \(book), hồ sơ \(code)."
        return register.annulled ? entry + " BẢN SAO NÀY ĐÃ BỊ HỦY GIÁ TRỊ." : entry
    }
}
