import Faults

/// The wording of the attestation (lời chứng) as a pipeline configures it.
///
/// Each line of the text is a line of the page; one that begins with `# ` is a centred heading. Placeholders in braces
/// are either known when the leader signs and printed with the page, or known only when the clerk seals: those
/// become form fields, which the seal's revision fills.
package struct AttestationTemplate: Sendable, Hashable {
    /// Known when the leader signs.
    package enum Value: String, CaseIterable, Sendable {
        case place, signer, title, office, code, pages
        case documentType = "document-type"
    }

    /// Known when the clerk seals.
    package enum Field: String, CaseIterable, Sendable {
        case number, book, date

        /// What readers aloud call the place.
        var label: String {
            switch self {
            case .number: "Số chứng thực"
            case .book: "Quyển số"
            case .date: "Ngày chứng thực"
            }
        }
    }

    package enum Piece: Sendable, Hashable {
        case text(String)
        case value(Value)
        case field(Field)
    }

    package struct Line: Sendable, Hashable {
        package let isHeading: Bool
        package let pieces: [Piece]
    }

    package let lines: [Line]

    /// A mistake in a template, and where it is.
    package struct Mistake: Error, Equatable {
        /// Of the text, from 1.
        package let line: Int
        package let message: Wording
    }

    package static let expected = Wording(
        vi: "Lời chứng cần {number} và {date}, mỗi chỗ điền một lần; các chỗ khác: {book} \(values).",
        en: "The text needs {number} and {date}, each once; others: {book} \(values)."
    )

    private static let values = Value.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")

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

    /// - Throws: ``Mistake`` for an unknown or open placeholder, a field in a heading, one that stands twice, or a
    ///   missing `{number}` or `{date}`.
    package init(text: String) throws(Mistake) {
        let texts = String(text.reversed().drop(while: \.isNewline).reversed()).split(
            separator: "\n", omittingEmptySubsequences: false)
        var lines: [Line] = []
        var known: Set<Field> = []
        for (index, text) in texts.enumerated() {
            let isHeading = text.hasPrefix("# ")
            let pieces: [Piece]
            do throws(PlaceholderMistake) {
                pieces = try Self.pieces(of: isHeading ? text.dropFirst(2) : text)
                for case .field(let field) in pieces {
                    guard !isHeading else { throw .inHeading(field) }
                    guard known.insert(field).inserted else { throw .twice(field) }
                }
            } catch {
                throw Mistake(line: index + 1, message: error.message)
            }
            lines.append(Line(isHeading: isHeading, pieces: pieces))
        }
        for field in [Field.number, .date] where !known.contains(field) {
            throw Mistake(line: 1, message: PlaceholderMistake.missing(field).message)
        }
        self.lines = lines
    }

    private static func pieces(of line: Substring) throws(PlaceholderMistake) -> [Piece] {
        var pieces: [Piece] = []
        var rest = line
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { throw .open }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            let name = String(rest[rest.index(after: open)..<close])
            if let value = Value(rawValue: name) {
                pieces.append(.value(value))
            } else if let field = Field(rawValue: name) {
                pieces.append(.field(field))
            } else {
                throw .unknown(name)
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }
}

private enum PlaceholderMistake: Error {
    case open
    case unknown(String)
    case inHeading(AttestationTemplate.Field)
    case twice(AttestationTemplate.Field)
    case missing(AttestationTemplate.Field)

    var message: Wording {
        switch self {
        case .open: Wording(vi: "dấu { không có dấu } đóng lại.", en: "a { has no } to close it.")
        case .unknown(let name): Wording(vi: "không có chỗ điền {\(name)}.", en: "there is no placeholder {\(name)}.")
        case .inHeading(let field):
            Wording(
                vi: "{\(field.rawValue)} không đứng được trong tiêu đề.",
                en: "{\(field.rawValue)} cannot stand in a heading."
            )
        case .twice(let field):
            Wording(vi: "{\(field.rawValue)} đứng hai lần.", en: "{\(field.rawValue)} stands twice.")
        case .missing(let field):
            Wording(vi: "thiếu {\(field.rawValue)}.", en: "{\(field.rawValue)} is missing.")
        }
    }
}
