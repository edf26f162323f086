import PDF

/// What a signature itself allows to come after it (ISO 32000-1, 12.8.2.2 and 12.8.2.4, and the field's /Lock of
/// 12.7.4.5): a certifying signature limits the kinds of change, a lock limits the fields.
struct ModificationRules: Equatable {
    /// DocMDP's /P.
    enum Permission: Int {
        /// Validation data and document timestamps only.
        case nothing = 1
        case formFilling = 2
        /// Annotations, too. We hold such a document to form filling: what covers the text is no certified copy.
        case annotations = 3
    }

    private(set) var permission: Permission?
    private(set) var locks: [FieldLock] = []
    /// A rule that cannot be understood: what it forbids is unknown, so it forbids everything.
    private(set) var isUnreadable = false

    var isCertification: Bool { permission != nil }

    func locks(_ field: String) -> Bool { isUnreadable || locks.contains { $0.holds(field) } }

    /// - Parameters:
    ///   - value: the signature dictionary.
    ///   - reader: of the signed revision, where the rules are what was signed.
    init(of field: FormField, value: PDFDictionary, in reader: borrowing DocumentReader) throws(PDFFault) {
        for element in try reader.resolve(value["Reference"]).array ?? [] {
            guard let reference = try reader.resolve(element).dictionary else { continue }
            let parameters = try reader.resolve(reference["TransformParams"]).dictionary ?? [:]
            switch try reader.resolve(reference["TransformMethod"]).name {
            case "DocMDP": permit(try reader.resolve(parameters["P"]), whenAbsent: .formFilling)
            case "FieldMDP": try lock(parameters, in: reader)
            default: continue
            }
        }
        guard let seed = try reader.resolve(field.dictionary["Lock"]).dictionary else { return }
        if permission == nil, let level = seed["P"] { permit(try reader.resolve(level), whenAbsent: .formFilling) }
        if locks.isEmpty { try lock(seed, in: reader) }
    }

    private mutating func permit(_ level: PDFObject, whenAbsent standard: Permission) {
        let stated = level.integer.map(Permission.init(rawValue:)) ?? standard
        permission = stated ?? .nothing
        if stated == nil { isUnreadable = true }
    }

    private mutating func lock(
        _ parameters: PDFDictionary,
        in reader: borrowing DocumentReader
    ) throws(PDFFault) {
        var names: [String] = []
        for name in try reader.resolve(parameters["Fields"]).array ?? [] {
            if let text = try reader.resolve(name).text { names.append(text) }
        }
        switch try reader.resolve(parameters["Action"]).name {
        case "All": locks.append(.all)
        case "Include": locks.append(.only(names))
        case "Exclude": locks.append(.allBut(names))
        default: isUnreadable = true
        }
    }
}
