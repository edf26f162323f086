import Foundation
import PAdES
import PDF
import Spool
import TestSupport
import Testing

@testable import Pipeline

/// What is known of a signed copy without reading it is what a reader finds in it.
struct SuccessorTests {
    private static let identity = Result {
        let validity = Date(timeIntervalSince1970: 1_700_000_000)...Date(timeIntervalSince1970: 2_000_000_000)
        let authority = try DemoAuthority(name: "Successor", validity: validity)
        let key = try authority.issue(commonName: "X", organization: "Y").softwareKey
        var canvas = try Canvas(width: 100, height: 100)
        canvas.fill([Rect(x: 0, y: 0, width: 90, height: 90)], color: .inkBlue)
        return SigningIdentity(
            key: key,
            algorithm: try SignatureScheme.rsassaPKCS1.algorithm(for: key.certificate.publicKey, of: key.name),
            picture: try canvas.finish()
        )
    }

    private static func structure(_ bytes: [UInt8]) throws -> DocumentStructure {
        try bytes.withUnsafeBytes { try DocumentReader($0, name: "copy").structure() }
    }

    private static func file(_ bytes: [UInt8], _ root: borrowing TemporaryDirectory) throws -> ReadableFile {
        let path = try root.write(bytes, to: "copy.pdf")
        #expect(chmod(path, 0o440) == 0)
        return try Directory.open(path: root.path).openRegular("copy.pdf")
    }

    /// The one that was only prepared has its places empty.
    private static func withoutSignatures(_ structure: DocumentStructure) -> DocumentStructure {
        var structure = structure
        for index in structure.form.fields.indices {
            #expect((structure.form.fields[index].value == nil) == (structure.form.fields[index].valueReference == nil))
            structure.form.fields[index].value = nil
        }
        return structure
    }

    private static func withObjectStreams(_ bytes: [UInt8]) throws -> [UInt8] {
        let root = try TemporaryDirectory()
        let plain = try root.write(bytes, to: "plain.pdf")
        let made = try Tool.run("qpdf", ["--object-streams=generate", plain, root.file("streams.pdf")])
        #expect(made.status == 0)
        return try [UInt8](Data(contentsOf: URL(fileURLWithPath: root.file("streams.pdf"))))
    }

    @Test func isWhatAReaderFinds() throws {
        let scans = [
            BenchScan.make(size: 2000), try DemoScan.make(),
            Array(BenchScan.make(size: 2000).dropLast()),
            // A cross-reference stream is continued by one.
            try Self.withObjectStreams(BenchScan.make(size: 2000)),
        ]
        for scan in scans {
            let root = try TemporaryDirectory()
            let structure = try Self.structure(scan)
            let attestation = try SampleAttestation().attestation()
            let signed = try CertificationRevision(
                attestation: attestation,
                placed: PlacedAttestation(
                    report: InspectionReport(pages: 1, structure: structure),
                    sheet: .newPage,
                    layout: try CertificationSheet.newPage.layOut(attestation)
                ),
                identity: try Self.identity.get(),
                timestampRoom: 0
            ).make(extending: structure, content: try Self.file(scan, root), at: attestation.signedAt)
            let successor = signed.successor
            let known = try #require(successor)
            let copy = scan + (try signed.serialized())
            let read = try Self.structure(copy)
            #expect(Self.withoutSignatures(known) == Self.withoutSignatures(read))
            #expect(CertificationFields.unsealed(among: known.fields) != nil)
        }
    }

    /// A tagged document's structure grows, too: of such a one the file is asked.
    @Test func whatIsNotUsualIsNotGuessed() throws {
        var structure = try Self.structure(BenchScan.make(size: 2000))
        structure.isTagged = true
        var revision = Revision(extending: structure)
        _ = try revision.appendPage(["MediaBox": .rect([0, 0, 100, 100])])
        #expect(try revision.serialized().successor == nil)
        structure.isTagged = false
        revision = Revision(extending: structure)
        revision.updateCatalog { $0["Lang"] = .text("vi") }
        #expect(try revision.serialized().successor == nil, "no page was appended")
    }
}
