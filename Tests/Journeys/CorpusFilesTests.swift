import Foundation
import TestSupport
import Testing

/// What others made, of a dozen structures: dropped into the inbox, the rest by gestures.
@Suite(.blocking) struct CorpusFilesTests {
    private static let folder = Repository.corpus + "/qpdf"
    private static let isPresent = FileManager.default.fileExists(atPath: folder)

    private static let files = [
        // cross-reference table
        "compare-for-test_qtest_compare_diff-data.pdf",
        // cross-reference stream and object streams
        "compare-for-test_qtest_compare_ostream1.pdf",
        // linearised: with a table, with object streams, with rotated pages and a CropBox
        "examples_qtest_qpdf-job_out.pdf",
        "qpdf_qtest_qpdf_c-linearized.pdf",
        "qpdf_qtest_qpdf_lin3.pdf",
        // hybrid
        "qpdf_qtest_qpdf_hybrid-xref.pdf",
        // rotated
        "qpdf_qtest_qpdf_annotations-rotated-90.pdf",
        // MediaBox, CropBox and their kind
        "qpdf_qtest_qpdf_boxes.pdf",
        // several revisions
        "examples_qtest_bookmarks_5.pdf",
        // forms: in object streams, filled
        "qpdf_qtest_qpdf_sample-form.pdf",
        "qpdf_qtest_qpdf_form-filled-by-acrobat.pdf",
        // attachments
        "qpdf_qtest_qpdf_add-attachments-1.pdf",
        // many pages
        "examples_qtest_pdf-split-pages_in.pdf",
    ]

    @Test(.enabled(if: isPresent, "the corpus of other people's files is not beside this checkout"))
    func areCertified() async throws {
        let office = try OfficeFixture()
        try office.configure { $0.replacing("intake:\n", with: "intake:\n  allow: [embedded-files]\n") }
        let daemon = try Daemon(office)
        let scans = try Self.files.map { Array(try Data(contentsOf: URL(fileURLWithPath: Self.folder + "/" + $0))) }
        for (index, scan) in scans.enumerated() {
            try office.drop(scan, "inbox/giay-to-khac/giay-to-khac__\(index)@example.vn.pdf")
        }
        let desks = [
            ("scanned", "scanned/submit"), ("awaiting-signature", "awaiting-signature/sign"),
            ("awaiting-seal", "awaiting-seal/stamp"),
        ]
        for (desk, gesture) in desks {
            try await patiently("all on \(desk): \(try office.files("inbox/refused"))") {
                try office.files("spool/\(desk)").count { $0.hasSuffix(".pdf") } == scans.count
            }
            for name in try office.files("spool/\(desk)") where name.hasSuffix(".pdf") {
                try await office.move(String(name.prefix(20)), desk, to: gesture)
            }
        }
        try await patiently("all delivered") { try office.dossiers("--state", "delivered").count == scans.count }
        for row in try office.dossiers() {
            let recipient = try #require(row.applicant?.email)
            let index = try #require(Int(recipient.prefix { $0 != "@" }))
            let copy = CertifiedCopy(office: office, path: row.path)
            let number = try #require(row.number)
            try copy.expectSound(original: scans[index], number: number)
            try copy.expectMail(to: recipient, number: number)
        }
        #expect(try await daemon.stop() == 0)
    }
}
