import Certification
import Faults

/// How a placement is written: `new-page`, or `{page: first | last | N, x: 20mm, y: 30mm}`.
enum PlacementSyntax {
    private static let length = Wording(vi: "một độ dài như 20mm", en: "a length such as 20mm")
    private static let page = Wording(vi: "first, last hoặc số trang từ 1", en: "first, last or a page number from 1")
    private static let named = Wording(
        vi: "new-page hoặc {page: last, x: 20mm, y: 30mm}",
        en: "new-page or {page: last, x: 20mm, y: 30mm}"
    )
    /// The largest side of a page (ISO 32000-1, annex C.2), in millimetres.
    private static let largest = 5_080.0

    static func text(_ placement: AttestationPlacement) -> String {
        switch placement {
        case .newPage: "new-page"
        case .onPage(let page, let offset):
            "{page: \(page.text), x: \(text(offset.x)), y: \(text(offset.y))}"
        }
    }

    private static func text(_ millimetres: Double) -> String {
        let whole = Int(exactly: millimetres)
        return (whole.map(String.init) ?? String(millimetres)) + "mm"
    }

    fileprivate static func named(_ section: YAMLSection, _ key: String) throws(ConfigurationFault)
        -> AttestationPlacement?
    {
        guard let text = try section.entry(key) else { return nil }
        guard text == "new-page" else { throw section.fault(key, .invalidValue(found: text, expected: named)) }
        return .newPage
    }

    fileprivate static let namedWhenSigned = Wording(
        vi: "blank-place hoặc {page: last, x: 20mm, y: 30mm}",
        en: "blank-place or {page: last, x: 20mm, y: 30mm}"
    )

    fileprivate static func onPage(_ section: YAMLSection) throws(ConfigurationFault) -> AttestationPlacement {
        func value<Value>(
            _ key: String, _ expected: Wording, _ parse: (String) -> Value?
        ) throws(ConfigurationFault) -> Value {
            guard let value = try section.value(key, expected: expected, parse) else {
                throw section.fault(key, .missingKey)
            }
            return value
        }
        return .onPage(
            try value("page", page, AttestationPlacement.PageChoice.init),
            at: AttestationPlacement.Offset(
                x: try value("x", length, millimetres), y: try value("y", length, millimetres)
            )
        )
    }

    /// From `20mm`, `12.5mm`.
    private static func millimetres(_ text: String) -> Double? {
        let digits = text.dropLast(2)
        guard text.hasSuffix("mm"), digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
            let value = Double(digits), value <= largest
        else { return nil }
        return value
    }
}

extension YAMLSection {
    /// A placement; nil where the key is absent or, in a form, left empty.
    func placement(_ key: String) throws(ConfigurationFault) -> AttestationPlacement? {
        if !has(key) || isScalar(key) { return try PlacementSyntax.named(self, key) }
        guard let section = try optionalSection(key, keys: ["page", "x", "y"]) else { return nil }
        return try PlacementSyntax.onPage(section)
    }

    /// A placement on a page; nil for `blank-place`, or where the key is absent.
    func placementWhenSigned(_ key: String) throws(ConfigurationFault) -> AttestationPlacement? {
        guard has(key), isScalar(key) else { return try placement(key) }
        guard let text = try entry(key) else { return nil }
        guard text == "blank-place" else {
            throw fault(key, .invalidValue(found: text, expected: PlacementSyntax.namedWhenSigned))
        }
        return nil
    }

    /// A text of attestation; a mistake in it is reported with its own line.
    func template(_ key: String) throws(ConfigurationFault) -> AttestationTemplate? {
        guard let text = try optionalString(key) else { return nil }
        do {
            return try AttestationTemplate(text: text)
        } catch {
            throw ConfigurationFault(
                file: file,
                line: line(error.line, of: key),
                key: fault(key, .missingKey).key,
                reason: .unusable(detail: error.message, remedy: AttestationTemplate.expected)
            )
        }
    }
}
