/// What a file's claim to be PDF/A asks of what is added to it, so that the claim stays true (ISO 19005-1, -2 and -3).
///
/// Always kept, claim or not: fonts embedded, no filters but Flate, no /Interpolate, widgets printed and with /N alone.
struct ArchiveRules: Sendable {
    /// No soft masks: part 1 knows no transparency (ISO 19005-1, 6.4), the later parts want a colour space to blend in,
    /// which an output intent gives (ISO 19005-2, 6.2.10).
    let forbidsSoftMasks: Bool
    /// Subsets of CID fonts say which characters they have (ISO 19005-1, 6.3.5); later parts need not.
    let wantsCIDSets: Bool
    /// Every field has an appearance, also one without area (ISO 19005-1, 6.9; ISO 19005-2, 6.3.3, excepts those).
    let wantsAppearances: Bool

    /// Nil for a file that claims nothing.
    init?(_ structure: DocumentStructure) {
        guard let claim = structure.claimedPDFA else { return nil }
        let isFirstPart = claim.hasPrefix("1")
        forbidsSoftMasks = isFirstPart || structure.catalog["OutputIntents"] == nil
        wantsCIDSets = isFirstPart
        wantsAppearances = isFirstPart
    }

    /// What device colours mean, whatever the output intent: sRGB, in the words of PDF 1.1 (ISO 32000-1, 8.6.5.6; white
    /// point and primaries of IEC 61966-2-1). ISO 19005-1, 6.2.3.3, and ISO 19005-2, 6.2.4.3, ask for it where device
    /// colours are not those of the intent.
    static let colourSpaces: PDFDictionary = {
        let white = PDFObject.array([0.9505, 1, 1.089].map { .number($0) })
        let primaries = [0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505]
        let rgb: PDFDictionary = [
            "WhitePoint": white,
            "Gamma": .array([2.2, 2.2, 2.2].map { .number($0) }),
            "Matrix": .array(primaries.map { .number($0) }),
        ]
        let grey: PDFDictionary = ["WhitePoint": white, "Gamma": .number(2.2)]
        return [
            "DefaultRGB": .array([.name("CalRGB"), .dictionary(rgb)]),
            "DefaultGray": .array([.name("CalGray"), .dictionary(grey)]),
        ]
    }()
}

extension Revision {
    /// Nil for a file that claims nothing.
    var archiveRules: ArchiveRules? { ArchiveRules(structure) }

    /// Resources of what paints, with what its device colours mean where that must be said.
    func resourcesWithColours(_ resources: PDFDictionary) -> PDFDictionary {
        guard archiveRules != nil else { return resources }
        return resources.merging([
            "ColorSpace": .dictionary(ArchiveRules.colourSpaces.merging(resources["ColorSpace"]?.dictionary ?? [:]))
        ])
    }
}
