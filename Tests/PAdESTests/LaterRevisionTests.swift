import Foundation
import PAdES
import PDF
import TestSupport
import Testing

/// What may come after a signature, and what may not: we and pyHanko must agree.
struct LaterRevisionTests {
    @Test("Changes after a signature are judged as pyHanko judges them", arguments: LaterChange.allCases)
    func judged(_ change: LaterChange) throws {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        let changed = try approved.revised(change.apply)
        let ours = try #require(try verify(changed).first)
        let theirs = try #require(try Judges.pyHanko(changed.bytes, root: pki.root.certificate).first)
        #expect(ours.isValid == change.isAllowed, "\(ours)")
        #expect(theirs.bottomLine == change.isAllowed, "\(theirs)")
        #expect(ours.intact && ours.coverage == .earlierRevision)
        #expect(ours.changes == (change.isAllowed ? .formFillingAndSigning : .other))
        #expect(ours.changed.isEmpty == change.isAllowed)
        #expect(ours.problems.map(\.code) == (change.isAllowed ? [] : [.changedAfterwards]))
    }

    @Test("What is sneaked in with the seal breaks the leader's signature, not the seal's")
    func sneakedInWithTheSeal() throws {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        let sealed = try approved.sealed(pki.rsaSeal, at: pki.now, also: LaterChange.pageContent.apply)
        let ours = try verify(sealed)
        let theirs = try Judges.pyHanko(sealed.bytes, root: pki.root.certificate)
        #expect(ours.map(\.isValid) == [false, true])
        #expect(theirs.map(\.bottomLine) == [false, true])
    }

    @Test("A signature dictionary copied into a later revision with another name is not the signed one")
    func wrappedDictionary() throws {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        let forged = try approved.revised { revision, structure in
            for field in structure.fields where field.name == SampleFile.leaderField {
                var value = try #require(field.value)
                value["Name"] = .text("Kẻ mạo danh")
                revision.write(.dictionary(value), as: try #require(field.valueReference))
            }
        }
        let report = try #require(try verify(forged).first)
        #expect(!report.isValid && !report.intact)
        #expect(report.problems.map(\.code) == [.notInSignedRevision])
    }

    @Test("Signatures without ByteRange or Contents are not valid", arguments: ["ByteRange", "Contents"] as [PDFName])
    func missingEntries(_ key: PDFName) throws {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        for replacement in [nil, .null, .array([]), .string([])] as [PDFObject?] {
            let forged = try approved.revised { revision, structure in
                for field in structure.fields where field.name == SampleFile.leaderField {
                    var value = try #require(field.value)
                    value[key] = replacement
                    revision.write(.dictionary(value), as: try #require(field.valueReference))
                }
            }
            let report = try #require(try verify(forged).first)
            #expect(!report.isValid && !report.intact && !report.trusted)
        }
    }
}

/// A revision that somebody appends after the leader has signed.
enum LaterChange: String, CaseIterable, Sendable {
    case fillNumber, metadata, securityStore
    case pageContent, contentReplaced, newPage, annotation, textField, moveField, removeField, signedAppearance,
        catalogNames
    case openAction, originalPage

    var isAllowed: Bool {
        switch self {
        case .fillNumber, .metadata, .securityStore: true
        default: false
        }
    }

    @Sendable
    func apply(_ revision: inout Revision, _ structure: DocumentStructure) throws {
        let page = structure.lastPage.reference
        switch self {
        case .fillNumber:
            let number = try Self.field(SampleFile.numberField, structure)
            let picture = try revision.addStream(
                ["Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .rect([0, 0, 9, 9])], data: [],
                compress: false)
            let filled = TextField.filling(number.dictionary, with: "2/ĐT", appearance: picture)
            revision.write(.dictionary(filled), as: number.reference)
        case .metadata:
            let packet = #"<x:xmpmeta xmlns:x="adobe:ns:meta/"><a/></x:xmpmeta>"#
            let metadata = try revision.addStream(
                ["Type": .name("Metadata"), "Subtype": .name("XML")], data: Array(packet.utf8), compress: false)
            revision.updateCatalog { $0["Metadata"] = .reference(metadata) }
        case .securityStore:
            let certificate = try revision.addStream(
                [:], data: try TestPKI.shared.root.certificate.der, compress: true)
            let store = revision.add(.dictionary(["Type": .name("DSS"), "Certs": .array([.reference(certificate)])]))
            revision.updateCatalog { $0["DSS"] = .reference(store) }
        case .pageContent:
            var dictionary = structure.lastPage.dictionary
            dictionary["Contents"] = .reference(
                try revision.addStream([:], data: Array("0 0 500 500 re f".utf8), compress: false))
            revision.write(.dictionary(dictionary), as: page)
        case .contentReplaced:
            try revision.writeStream([:], data: Array("0 0 500 500 re f".utf8), compress: false, as: PDFReference(4))
        case .newPage:
            _ = try revision.appendPage(["MediaBox": .rect([0, 0, 100, 100])])
        case .annotation:
            let note = revision.add(
                .dictionary(["Type": .name("Annot"), "Subtype": .name("Text"), "Rect": .rect([9, 9, 30, 30])]))
            var dictionary = structure.lastPage.dictionary
            dictionary["Annots"] = .array((dictionary["Annots"]?.array ?? []) + [.reference(note)])
            revision.write(.dictionary(dictionary), as: page)
        case .textField:
            let field = TextField(
                name: "moi", page: page, rectangle: PDFRectangle(left: 9, bottom: 9, right: 90, top: 30), fontSize: 9)
            revision.addFields([revision.add(.dictionary(field.dictionary()))])
        case .moveField:
            let number = try Self.field(SampleFile.numberField, structure)
            var dictionary = number.dictionary
            dictionary["Rect"] = .rect([0, 0, 500, 500])
            revision.write(.dictionary(dictionary), as: number.reference)
        case .removeField:
            let leader = try Self.field(SampleFile.leaderField, structure)
            revision.updateForm { $0["Fields"] = nil }
            revision.write(
                .dictionary(structure.form.dictionary.merging(["Fields": .array([.reference(leader.reference)])])),
                as: try #require(structure.catalog["AcroForm"]?.reference))
        case .signedAppearance:
            let leader = try Self.field(SampleFile.leaderField, structure)
            let reference = try #require(leader.dictionary["AP"]?.dictionary?["N"]?.reference)
            try revision.writeStream(
                ["Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .rect([0, 0, 9, 9])],
                data: Array("1 0 0 rg 0 0 9 9 re f".utf8), compress: false, as: reference)
        case .catalogNames:
            revision.updateCatalog { $0["Names"] = .dictionary([:]) }
        case .openAction:
            revision.updateCatalog {
                $0["OpenAction"] = .dictionary(["S": .name("JavaScript"), "JS": .text("app.alert(1)")])
            }
        case .originalPage:
            revision.write(
                .dictionary([
                    "Type": .name("Page"), "Parent": .reference(structure.pageTree.root),
                    "MediaBox": .rect([0, 0, 300, 300]), "Contents": .reference(PDFReference(4)),
                ]), as: PDFReference(3))
        }
    }

    private static func field(_ name: String, _ structure: DocumentStructure) throws -> FormField {
        try #require(structure.fields.first { $0.name == name })
    }
}
