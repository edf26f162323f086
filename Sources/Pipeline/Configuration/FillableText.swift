import Faults

/// A text with placeholders in braces, as a pipeline configures it: `Số {number}`. Read once, at the start.
package struct FillableText<Placeholder>: Sendable
where Placeholder: RawRepresentable & CaseIterable & Hashable & Sendable, Placeholder.RawValue == String {
    private enum Piece: Sendable {
        case text(String)
        case placeholder(Placeholder)
    }

    private let pieces: [Piece]

    /// - Parameter required: without these the text is of no use.
    /// - Throws: the mistake: an unknown placeholder, or one that is missing.
    package init(
        _ text: String,
        allowed: some Collection<Placeholder>,
        required: [Placeholder] = []
    ) throws(Mistake) {
        var pieces: [Piece] = []
        var missing = Set(required)
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            // Braces around anything but a name are text: JSON, CSS.
            let after = rest[rest.index(after: open)...]
            let name = after.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            guard !name.isEmpty, after[name.endIndex...].first == "}" else {
                pieces.append(.text(String(rest[...open])))
                rest = after
                continue
            }
            guard let placeholder = Placeholder(rawValue: String(name)), allowed.contains(placeholder) else {
                throw Mistake(unknown: String(name), known: allowed.map(\.rawValue))
            }
            pieces += [.text(String(rest[..<open])), .placeholder(placeholder)]
            missing.remove(placeholder)
            rest = after[name.endIndex...].dropFirst()
        }
        if let first = required.first(where: missing.contains) { throw Mistake(missing: first.rawValue) }
        self.pieces = pieces + [.text(String(rest))]
    }

    /// A text of the program's own, whose placeholders are right.
    init(standard text: String) {
        do throws(Mistake) { self = try FillableText(text, allowed: Placeholder.allCases) } catch {
            preconditionFailure("\(error.message.english)")
        }
    }

    /// - Parameter encode: what a value becomes so that it stays a value where it is put: in JSON, in HTML.
    package func filled(
        _ values: [Placeholder: String],
        encode: (String) -> String = { $0 }
    ) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .placeholder(let placeholder): encode(values[placeholder] ?? "")
            }
        }.joined()
    }

    package struct Mistake: Error {
        package let message: Wording
        package let remedy: Wording

        fileprivate init(missing name: String) {
            message = Wording(vi: "thiếu chỗ điền {\(name)}.", en: "the placeholder {\(name)} is missing.")
            remedy = Wording(vi: "Thêm {\(name)} vào nội dung.", en: "Put {\(name)} into the text.")
        }

        fileprivate init(unknown name: String, known: [String]) {
            let names = known.map { "{\($0)}" }.joined(separator: " ")
            message = Wording(vi: "không có chỗ điền {\(name)}.", en: "there is no placeholder {\(name)}.")
            remedy = Wording(vi: "Các chỗ điền dùng được: \(names).", en: "Known placeholders: \(names).")
        }
    }
}

extension YAMLSection {
    /// A text with placeholders; a mistake in it is reported with its place.
    func fillable<Placeholder>(
        _ key: String,
        allowed: some Collection<Placeholder>,
        required: [Placeholder] = []
    ) throws(ConfigurationFault) -> FillableText<Placeholder>? {
        guard let text = try optionalString(key) else { return nil }
        do throws(FillableText<Placeholder>.Mistake) {
            return try FillableText(text, allowed: allowed, required: required)
        } catch {
            throw fault(key, .unusable(detail: error.message, remedy: error.remedy))
        }
    }
}
