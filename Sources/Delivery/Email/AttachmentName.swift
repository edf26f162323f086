/// The file name of an attachment, as parameters of two header fields.
///
/// Content-Disposition has it by RFC 2231 (percent-encoded UTF-8, in numbered pieces), Content-Type by RFC 2047 for
/// the programs that know only that.
struct AttachmentName {
    private let name: String

    /// Slashes, quotes and controls, which a receiving program might take for more than a name, are replaced.
    init(_ name: String) {
        let safe = HeaderField.singleLine(name).map { character in "/\\\"".contains(character) ? "_" : character }
        self.name = safe.isEmpty ? "document.pdf" : String(safe)
    }

    private static let plainLimit = 60
    private var isPlain: Bool { !HeaderField.needsEncoding(name) && name.utf8.count <= Self.plainLimit }

    /// `name=…`, on lines of its own.
    var contentTypeParameter: String {
        isPlain ? "\n name=\"\(name)\"" : "\n name=\"\(HeaderField.encodedWords(name, column: 8))\""
    }

    /// `filename=…` or `filename*0*=…; filename*1*=…`, on lines of their own.
    var dispositionParameters: String {
        if isPlain { return "\n filename=\"\(name)\"" }
        var pieces: [String] = []
        var piece = "UTF-8''"
        for byte in name.utf8 {
            let text = Self.percentEncoded(byte)
            if piece.utf8.count + text.utf8.count > Self.plainLimit {
                pieces.append(piece)
                piece = ""
            }
            piece += text
        }
        pieces.append(piece)
        return pieces.enumerated().map { "\n filename*\($0)*=\($1)" }.joined(separator: ";")
    }

    private static let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)

    private static func percentEncoded(_ byte: UInt8) -> String {
        if unreserved.contains(byte) { return String(UnicodeScalar(byte)) }
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.count == 1 ? "0" : "") + digits
    }
}
