import Faults

/// The wording of the attestation (lời chứng) as a pipeline configures it.
///
/// Each line of the text is a line of the page; one that begins with `# ` is a centred heading. Placeholders in braces
/// are either known when the leader signs and printed with the page, or known only when the clerk seals: those
/// become form fields, which the seal's revision fills.
package struct AttestationTemplate: Sendable, Equatable {
    /// Known when the leader signs.
    package enum Value: String, CaseIterable, Sendable {
        case place, signer, title, office, code, pages
    }

    /// Known when the clerk seals.
    package enum Field: String, CaseIterable, Sendable {
        case number, book, date
    }

    package enum Piece: Sendable, Equatable {
        case text(String)
        case value(Value)
        case field(Field)
    }

    package struct Line: Sendable, Equatable {
        package let isHeading: Bool
        package let pieces: [Piece]
    }

    package let lines: [Line]

    static let expected = Wording(
        vi: "một lời chứng có {number} và {date}, mỗi chỗ điền một lần; các chỗ khác: {book} {place} {signer} {title} "
            + "{office} {code} {pages}",
        en:
            "a text with {number} and {date}, each once; others: {book} {place} {signer} {title} {office} {code} {pages}"
    )

    /// After Thông tư 01/2020/TT-BTP, with the book named on a line of its own.
    package static let standard = AttestationTemplate(lines: [
        Line(isHeading: true, pieces: [.text("LỜI CHỨNG")]),
        Line(isHeading: true, pieces: [.text("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH")]),
        Line(isHeading: false, pieces: []),
        Line(isHeading: false, pieces: [.text("Số chứng thực: "), .field(.number)]),
        Line(isHeading: false, pieces: [.text("Quyển số: "), .field(.book)]),
        Line(isHeading: false, pieces: [.text("Ngày "), .field(.date), .text(", tại "), .value(.place)]),
    ])

    private init(lines: [Line]) {
        self.lines = lines
    }

    /// - Returns: `nil` for an unknown placeholder, a missing `{number}` or `{date}`, or a field that stands twice.
    package init?(text: String) {
        var lines: [Line] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isHeading = line.hasPrefix("# ")
            guard let pieces = Self.pieces(of: isHeading ? line.dropFirst(2) : line) else { return nil }
            lines.append(Line(isHeading: isHeading, pieces: pieces))
        }
        let fields = lines.flatMap(\.pieces).compactMap { piece -> Field? in
            if case .field(let field) = piece { field } else { nil }
        }
        guard Set(fields).count == fields.count, fields.contains(.number), fields.contains(.date) else { return nil }
        self.lines = lines
    }

    private static func pieces(of line: Substring) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = line
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            let name = String(rest[rest.index(after: open)..<close])
            if let value = Value(rawValue: name) {
                pieces.append(.value(value))
            } else if let field = Field(rawValue: name) {
                pieces.append(.field(field))
            } else {
                return nil
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }
}
