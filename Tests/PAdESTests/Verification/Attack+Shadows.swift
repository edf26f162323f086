import Foundation
import PAdES
import PDF
import Testing

/// Shadow attacks (NDSS 2021): the forger prepares the document before it is signed. Attacks on certification (S&P
/// 2021): what rules allow is used to cover what was signed.
extension Attack {
    // MARK: - Shadows

    static var shadows: [Attack] {
        [
            Attack("shadow, hide: the picture over the text goes away") {
                let (signed, picture) = try prepared(withOverlay)
                return try signed.revised { revision, _ in
                    try revision.writeStream(form, data: [], compress: false, as: picture)
                }
            },
            Attack("shadow, hide: the overlaid object is freed") {
                let (signed, picture) = try prepared(withOverlay)
                return SampleFile(bytes: signed.bytes + (try freeing(picture, in: signed)))
            },
            Attack("shadow, replace: the font of the form and of the page") {
                let (signed, font) = try prepared(withSharedFont)
                return try signed.revised { revision, _ in
                    revision.write(
                        .dictionary([
                            "Type": .name("Font"), "Subtype": .name("Type1"), "BaseFont": .name("Symbol"),
                        ]), as: font)
                }
            },
            Attack("shadow, replace: the font of the form only") {
                let (signed, font) = try prepared(withFormFont)
                return try signed.revised { revision, _ in
                    revision.write(
                        .dictionary([
                            "Type": .name("Font"), "Subtype": .name("Type1"), "BaseFont": .name("Symbol"),
                        ]), as: font)
                }
            },
            Attack("shadow, hide and replace: another page tree comes to light") {
                let (signed, pages) = try prepared(withHiddenPages)
                return try signed.revised { revision, _ in revision.updateCatalog { $0["Pages"] = .reference(pages) } }
            },
            Attack("shadow, hide and replace: another catalog comes to light") {
                let (signed, catalog) = try prepared(withHiddenCatalog)
                return try signed.rerooted(at: catalog)
            },
            Attack("a number that stood for nothing gets a meaning") {
                let (signed, gap) = try prepared(withGap)
                return try signed.revised { revision, _ in
                    try revision.writeStream(
                        [:], data: Array("0 0 999 999 re f".utf8), compress: false, as: gap)
                }
            },
            Attack("a field that is a picture on the page, too") {
                let (signed, field) = try prepared(withPictureField)
                return try signed.revised { revision, structure in
                    let known = try #require(structure.fields.first { $0.reference == field })
                    try revision.writeStream(
                        known.dictionary, data: Array("0 0 999 999 re f".utf8), compress: false, as: field)
                }
            },
        ]
    }

    private static let form: PDFDictionary = [
        "Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .rect([0, 0, 600, 900]),
    ]

    /// - Returns: the signed document and the object that the forger has prepared.
    private static func prepared(
        _ prepare: (inout Revision, DocumentStructure) throws -> PDFReference
    ) throws -> (SampleFile, PDFReference) {
        let pki = try TestPKI.shared
        var object = PDFReference(0)
        let file = try SampleFile().revised { revision, structure in object = try prepare(&revision, structure) }
        return (try file.signedByLeader(pki.rsa, at: pki.now), object)
    }

    private static func withOverlay(_ revision: inout Revision, _ structure: DocumentStructure) throws -> PDFReference {
        let picture = try revision.addStream(
            form, data: Array("1 g 0 0 600 900 re f".utf8), compress: false)
        var page = structure.lastPage.dictionary
        var resources = page["Resources"]?.dictionary ?? [:]
        resources["XObject"] = .dictionary(["Over": .reference(picture)])
        page["Resources"] = .dictionary(resources)
        let draw = try revision.addStream([:], data: Array("/Over Do".utf8), compress: false)
        page["Contents"] = .array([.reference(PDFReference(4)), .reference(draw)])
        revision.write(.dictionary(page), as: structure.lastPage.reference)
        return picture
    }

    private static let helvetica: PDFObject = .dictionary([
        "Type": .name("Font"), "Subtype": .name("Type1"), "BaseFont": .name("Helvetica"),
    ])

    private static func withFormFont(_ revision: inout Revision, _ structure: DocumentStructure) throws -> PDFReference
    {
        let font = revision.add(helvetica)
        revision.addFields([])
        revision.updateForm { $0["DR"] = .dictionary(["Font": .dictionary(["F": .reference(font)])]) }
        return font
    }

    private static func withSharedFont(
        _ revision: inout Revision, _ structure: DocumentStructure
    ) throws -> PDFReference {
        let font = try withFormFont(&revision, structure)
        var page = structure.lastPage.dictionary
        page["Resources"] = .dictionary(["Font": .dictionary(["F1": .reference(font)])])
        revision.write(.dictionary(page), as: structure.lastPage.reference)
        return font
    }

    private static func withHiddenPages(
        _ revision: inout Revision, _ structure: DocumentStructure
    ) throws -> PDFReference {
        let (pages, page) = (revision.reserve(), revision.reserve())
        revision.write(
            .dictionary([
                "Type": .name("Page"), "Parent": .reference(pages), "MediaBox": .rect([0, 0, 595, 842]),
            ]), as: page)
        revision.write(
            .dictionary(["Type": .name("Pages"), "Kids": .array([.reference(page)]), "Count": .integer(1)]),
            as: pages)
        return pages
    }

    private static func withHiddenCatalog(
        _ revision: inout Revision, _ structure: DocumentStructure
    ) throws -> PDFReference {
        var catalog = structure.catalog
        catalog["Pages"] = .reference(try withHiddenPages(&revision, structure))
        return revision.add(.dictionary(catalog))
    }

    private static func withGap(_ revision: inout Revision, _ structure: DocumentStructure) throws -> PDFReference {
        let gap = revision.reserve()
        var page = structure.lastPage.dictionary
        page["Contents"] = .array([.reference(PDFReference(4)), .reference(gap)])
        revision.write(.dictionary(page), as: structure.lastPage.reference)
        _ = revision.add(.null)
        return gap
    }

    private static func withPictureField(
        _ revision: inout Revision, _ structure: DocumentStructure
    ) throws -> PDFReference {
        let field = revision.reserve()
        var page = structure.lastPage.dictionary
        var dictionary = form
        dictionary["FT"] = .name("Tx")
        dictionary["T"] = .text("hinh")
        try revision.writeStream(dictionary, data: [], compress: false, as: field)
        var resources = page["Resources"]?.dictionary ?? [:]
        resources["XObject"] = .dictionary(["Over": .reference(field)])
        page["Resources"] = .dictionary(resources)
        let draw = try revision.addStream([:], data: Array("/Over Do".utf8), compress: false)
        page["Contents"] = .array([.reference(PDFReference(4)), .reference(draw)])
        revision.write(.dictionary(page), as: structure.lastPage.reference)
        revision.addFields([field])
        return field
    }

    /// A section of a cross-reference table that frees one object, which our writer cannot.
    private static func freeing(_ reference: PDFReference, in file: SampleFile) throws -> [UInt8] {
        let structure = try file.structure()
        let start = file.bytes.count
        return Array(
            """
            xref
            \(reference.number) 1
            0000000000 00001 f\u{20}
            trailer
            << /Size \(structure.nextObjectNumber) /Root \(structure.catalogReference) \
            /Prev \(structure.lastCrossReferenceOffset) >>
            startxref
            \(start)
            %%EOF

            """.utf8)
    }

    // MARK: - Rules of the signature

    static var rules: [Attack] {
        let field = AttackBases.field
        return [
            Attack("DocMDP 1: nothing", on: field, holds: true) { try AttackBases.shared.ruled(.nothing) },
            Attack("DocMDP 1: certificates archived", on: field, holds: true) {
                try AttackBases.shared.ruled(.nothing).revised(LaterChange.securityStore.apply)
            },
            Attack("DocMDP 1: filled in", on: field) { try filled("mo", in: .nothing) },
            Attack("DocMDP 2: filled in", on: field, holds: true) { try filled("mo", in: .filling) },
            Attack("DocMDP 2: annotated", on: field) { try annotated(.filling) },
            Attack("DocMDP 3: filled in", on: field, holds: true) { try filled("mo", in: .annotations) },
            Attack("DocMDP 3, EAA: an annotation over the text", on: field) { try annotated(.annotations) },
            Attack("DocMDP 2, SSA: a visible signature field over the text", on: field) {
                try sneaked(.filling, appearance: true)
            },
            Attack(
                "approval, SSA: a visible signature field over the text, unsigned", on: field,
                apart: "a picture over the page that nobody signed"
            ) {
                try sneaked(.only, appearance: true)
            },
            Attack("approval: an empty signature field", on: field, holds: true) {
                try sneaked(.only, appearance: false)
            },
            Attack("approval, SSA: the same with a corner that is an object of its own", on: field) {
                try sneaked(.only, appearance: true) { widget, revision in
                    let corner = revision.add(.integer(0))
                    widget["Rect"] = .array([.integer(0), .reference(corner), .integer(595), .integer(842)])
                }
            },
            Attack(
                "approval, SSA: a ground that viewers draw themselves", on: field,
                apart: "a colour over the page that nobody signed"
            ) {
                try sneaked(.only, appearance: false) { widget, _ in
                    widget["MK"] = .dictionary(["BG": .array([.integer(1), .integer(1), .integer(1)])])
                }
            },
            Attack(
                "approval, SSA: a signature field without extent that is ink, too", on: field,
                apart: "viewers draw ink outside of its rectangle"
            ) {
                try sneaked(.only, appearance: false) { widget, _ in
                    widget["Subtype"] = .name("Ink")
                    widget["Rect"] = .rect([0, 0, 0, 0])
                    widget["InkList"] = .array([.array([.integer(0), .integer(400), .integer(595), .integer(400)])])
                    widget["BS"] = .dictionary(["W": .integer(800)])
                }
            },
            Attack(
                "approval: viewers asked to make all appearances themselves", on: field,
                apart: "viewers no longer show what was signed, nor seals"
            ) {
                try AttackBases.shared.ruled(.only).revised { revision, structure in
                    guard case .object(let form) = structure.form.place else { return }
                    revision.write(
                        .dictionary(structure.form.dictionary.merging(["NeedAppearances": .boolean(true)])), as: form)
                }
            },
            Attack("FieldMDP all: filled in", on: field) { try filled("mo", in: .all) },
            Attack("FieldMDP only: the locked field", on: field) { try filled("dong", in: .only) },
            Attack("FieldMDP only: the open field", on: field, holds: true) { try filled("mo", in: .only) },
            Attack("FieldMDP all but: the locked field", on: field) { try filled("dong", in: .allBut) },
            Attack("FieldMDP all but: the open field", on: field, holds: true) { try filled("mo", in: .allBut) },
        ]
    }

    private static func filled(_ name: String, in rule: AttackBases.Rule) throws -> SampleFile {
        try AttackBases.shared.ruled(rule).revised { revision, structure in
            let field = try #require(structure.fields.first { $0.name == name })
            let picture = try revision.addStream(form, data: [], compress: false)
            let filled = TextField.filling(field.dictionary, with: "1", appearance: picture)
            revision.write(.dictionary(filled), as: field.reference)
        }
    }

    private static func annotated(_ rule: AttackBases.Rule) throws -> SampleFile {
        try AttackBases.shared.ruled(rule).revised { revision, structure in
            let note = revision.add(
                .dictionary([
                    "Type": .name("Annot"), "Subtype": .name("Square"), "Rect": .rect([0, 0, 595, 842]),
                    "IC": .array([.integer(1), .integer(1), .integer(1)]),
                ]))
            var page = structure.lastPage.dictionary
            page["Annots"] = .array((page["Annots"]?.array ?? []) + [.reference(note)])
            revision.write(.dictionary(page), as: structure.lastPage.reference)
        }
    }

    private static func sneaked(
        _ rule: AttackBases.Rule,
        appearance: Bool,
        change: (inout PDFDictionary, inout Revision) -> Void = { _, _ in }
    ) throws -> SampleFile {
        try AttackBases.shared.ruled(rule).revised { revision, structure in
            let page = structure.lastPage
            let picture = try revision.addStream(
                form, data: Array("1 g 0 0 600 900 re f".utf8), compress: false)
            var field = SignatureField(
                name: "len-lut", page: page.reference,
                rectangle: PDFRectangle(left: 0, bottom: 0, right: 595, top: 842)
            ).dictionary()
            if appearance { field["AP"] = .dictionary(["N": .reference(picture)]) }
            change(&field, &revision)
            let reference = revision.add(.dictionary(field))
            var dictionary = page.dictionary
            dictionary["Annots"] = .array((dictionary["Annots"]?.array ?? []) + [.reference(reference)])
            revision.write(.dictionary(dictionary), as: page.reference)
            revision.addFields([reference])
        }
    }
}

extension SampleFile {
    /// A revision that changes nothing but the trailer's /Root.
    fileprivate func rerooted(at catalog: PDFReference) throws -> SampleFile {
        let revised = try revised { revision, _ in _ = revision.add(.null) }
        let old = "/Root \(try structure().catalogReference)"
        let new = "/Root \(catalog)"
        var bytes = revised.bytes
        let place = try #require(Data(bytes).range(of: Data(old.utf8), options: .backwards))
        bytes.replaceSubrange(place, with: Array(new.utf8))
        return SampleFile(bytes: bytes)
    }
}
