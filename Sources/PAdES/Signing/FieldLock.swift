import PDF

/// Which fields a signature forbids to change afterwards (ISO 32000-1, 12.7.4.5 and 12.8.2.4).
package enum FieldLock: Equatable, Sendable {
    case all
    case only([String])
    case allBut([String])

    /// A name stands for its field and all fields below it.
    func holds(_ field: String) -> Bool {
        let isNamed = { (names: [String]) in names.contains { field == $0 || field.hasPrefix($0 + ".") } }
        return switch self {
        case .all: true
        case .only(let names): isNamed(names)
        case .allBut(let names): !isNamed(names)
        }
    }

    /// The entries that name the fields, the same in a field's lock and in a signature's transform parameters.
    private var entries: PDFDictionary {
        switch self {
        case .all: ["Action": .name("All")]
        case .only(let names): ["Action": .name("Include"), "Fields": .array(names.map { .text($0) })]
        case .allBut(let names): ["Action": .name("Exclude"), "Fields": .array(names.map { .text($0) })]
        }
    }

    /// The signature field's /Lock, to be written as an object of its own (ISO 32000-1, table 233).
    package var dictionary: PDFDictionary { entries.merging(["Type": .name("SigFieldLock")]) }

    /// An entry of the signature dictionary's /Reference (ISO 32000-1, tables 253 and 256).
    ///
    /// - Parameter catalog: what the rule is about: the document.
    package func signatureReference(catalog: PDFReference) -> PDFObject {
        .dictionary([
            "Type": .name("SigRef"),
            "TransformMethod": .name("FieldMDP"),
            "TransformParams": .dictionary(
                entries.merging(["Type": .name("TransformParams"), "V": .name("1.2")])),
            "Data": .reference(catalog),
        ])
    }
}
