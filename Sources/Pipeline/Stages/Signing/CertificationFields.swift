import PDF

/// The names of the five fields on an attestation page.
///
/// A document that already has such fields (a copy of an electronic copy) gets the next free set, marked by a number.
struct CertificationFields {
    static let leaderBase = "ChungThucLanhDao"
    static let sealBase = "ChungThucConDau"

    private let ordinal: Int

    var leader: String { marked(Self.leaderBase) }
    var seal: String { marked(Self.sealBase) }

    func text(_ field: AttestationTemplate.Field) -> String {
        switch field {
        case .number: marked("ChungThucSo")
        case .book: marked("ChungThucQuyenSo")
        case .date: marked("ChungThucNgay")
        }
    }

    private init(ordinal: Int) {
        self.ordinal = ordinal
    }

    /// A free name for the timestamp over the file.
    func timestamp(among fields: [PDF.FormField]) -> String {
        let taken = Set(fields.map(\.name))
        var ordinal = 1
        while taken.contains(Self.timestampName(ordinal)) { ordinal += 1 }
        return Self.timestampName(ordinal)
    }

    private static func timestampName(_ ordinal: Int) -> String {
        "ChungThucDauThoiGian" + (ordinal == 1 ? "" : "_\(ordinal)")
    }

    /// A set of which no name is taken.
    static func free(in form: InteractiveForm) -> CertificationFields {
        let taken = form.rootNames
        var ordinal = 1
        while !taken.isDisjoint(with: CertificationFields(ordinal: ordinal).all) { ordinal += 1 }
        return CertificationFields(ordinal: ordinal)
    }

    /// The last set whose leader has signed and whose seal is missing.
    static func unsealed(among fields: [PDF.FormField]) -> CertificationFields? {
        let open = Set(fields.filter { $0.type == "Sig" && $0.value == nil }.map(\.name))
        let signed = Set(fields.filter { $0.type == "Sig" && $0.value != nil }.map(\.name))
        let candidates = (1...fields.count + 1).reversed().lazy.map(CertificationFields.init(ordinal:))
        return candidates.first { open.contains($0.seal) && signed.contains($0.leader) }
    }

    private var all: [String] { AttestationTemplate.Field.allCases.map(text) + [leader, seal] }

    private func marked(_ base: String) -> String { ordinal == 1 ? base : "\(base)_\(ordinal)" }
}
