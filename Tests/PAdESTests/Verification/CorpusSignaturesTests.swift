import Foundation
import PAdES
import PDF
import TestSupport
import Testing

/// The signed files among those that others made.
struct CorpusSignaturesTests {
    private static let isPresent = FileManager.default.fileExists(atPath: Repository.corpus + "/qpdf")

    private func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: Repository.corpus + "/qpdf/" + name)))
    }

    @Test("The signed file that is locked against changes is told to be encrypted", .enabled(if: isPresent))
    func restricted() throws {
        let file = SampleFile(bytes: try bytes(of: "qpdf_qtest_qpdf_minimal-signed-restricted.pdf"))
        #expect(throws: PDFFault.encrypted(name: "sample")) { try verify(file) }
    }

    @Test("The signed file of the corpus is judged as pyHanko judges it", .enabled(if: isPresent))
    func signed() throws {
        let pki = try TestPKI.shared
        let bytes = try bytes(of: "qpdf_qtest_qpdf_digitally-signed.pdf")
        let ours = try verify(SampleFile(bytes: bytes))
        let theirs = try Judges.pyHanko(bytes, root: pki.root.certificate)
        try #require(!theirs.isEmpty)
        #expect(ours.map(\.field) == theirs.map(\.field))
        #expect(ours.map(\.intact) == theirs.map { $0.intact && $0.valid })
        #expect(ours.map(\.isValid) == theirs.map(\.bottomLine))
        #expect(ours.map { $0.coverage == .wholeFile } == theirs.map(\.wholeFile))
        #expect(ours.allSatisfy { $0.problems.map(\.code) == [.untrusted] }, "\(ours)")

        // With another box around its page it is no longer what was signed.
        let changed = try SampleFile(bytes: bytes).revised { revision, structure in
            var page = structure.lastPage.dictionary
            page["MediaBox"] = .rect([0, 0, 10, 10])
            revision.write(.dictionary(page), as: structure.lastPage.reference)
        }
        let after = try verify(changed)
        #expect(after.map(\.changes) == [.other], "\(after)")
        #expect(try Judges.pyHanko(changed.bytes, root: pki.root.certificate).allSatisfy { !$0.bottomLine })
    }
}
