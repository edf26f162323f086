import Foundation
import TestSupport
import Testing

/// What a dropped scan says of itself: sidecar, folder, name; the first found wins.
@Suite(.blocking) struct MetadataTests {
    private static func taken(_ office: OfficeFixture) throws -> DossierRow {
        try office.run("run", "--once").requireSuccess()
        return try #require(try office.dossiers().first)
    }

    @Test(
        "file names name document type and recipient",
        arguments: [
            ("thu@example.vn", "email", nil),
            ("001099012345", "citizen", "001099012345"),
            ("012345678", "citizen", "012345678"),
            ("0108212803", "business", "0108212803"),
            ("0108212803-001", "business", "0108212803-001"),
        ] as [(String, String, String?)])
    func names(recipient: String, kind: String, identity: String?) throws {
        let office = try OfficeFixture()
        try office.drop(Scan.pdf("name"), "inbox/ho-chieu__\(recipient).PDF")
        let row = try Self.taken(office)
        #expect(row.documentType == "ho-chieu" && row.applicant?.kind == kind && row.applicant?.identity == identity)
        if identity == nil { #expect(row.applicant?.email == recipient) }
    }

    @Test("a half of a name that is neither type nor recipient says nothing")
    func halfNames() throws {
        let office = try OfficeFixture()
        try office.drop(Scan.pdf("a"), "inbox/khong-co__a@example.vn.pdf")
        try office.run("run", "--once").requireSuccess()
        try office.drop(Scan.pdf("b"), "inbox/ho-chieu__nobody.pdf")
        try office.run("run", "--once").requireSuccess()
        let rows = try office.dossiers()
        #expect(rows.map(\.documentType) == [nil, "ho-chieu"])
        #expect(rows.map(\.applicant?.email) == ["a@example.vn", nil])
    }

    @Test("a name of another form says nothing", arguments: ["ho-chieu_a@b.vn", "khong-co__ai", "scan__"])
    func plainNames(stem: String) throws {
        let office = try OfficeFixture()
        try office.drop(Scan.pdf("name"), "inbox/\(stem).pdf")
        let row = try Self.taken(office)
        #expect(row.state == "scanned" && row.documentType == nil && row.applicant == nil)
    }

    @Test(
        "YAML and JSON beside the scan, in all spellings",
        arguments: [
            "scan.yaml": "document-type: ho-chieu\ncopies: 3\nnote: Gấp\napplicant:\n  identity: '001099012345'\n"
                + "  name: Nguyễn Thị Thu\n  email: thu@example.vn\n  phone: '0942077843'\n",
            "scan.json": #"{"documentType": "ho-chieu", "copies": 3, "note": "Gấp", "applicant": {"#
                + #""identity": "001099012345", "name": "Nguyễn Thị Thu", "email": "thu@example.vn", "phone": "0942077843"}}"#,
        ].map { ($0.key, $0.value) })
    func sidecars(name: String, text: String) throws {
        let office = try OfficeFixture()
        try office.drop(text.utf8, "inbox/\(name)")
        try office.drop(Scan.pdf("sidecar"), "inbox/scan.pdf")
        let row = try Self.taken(office)
        #expect(row.documentType == "ho-chieu" && row.copies == 3 && row.note == "Gấp")
        #expect(row.applicant?.name == "Nguyễn Thị Thu" && row.applicant?.identity == "001099012345")
        #expect(row.applicant?.email == "thu@example.vn" && row.applicant?.phone == "0942077843")
        #expect(try office.files("inbox").isEmpty, "the sidecar speaks for no other scan")
        #expect(try office.text("spool/.state/kept/\(name)") == text)
    }

    @Test("sidecar before folder before name, each filling in what the one before leaves open")
    func precedence() throws {
        let office = try OfficeFixture()
        try office.drop("email: sidecar@example.vn\n".utf8, "inbox/ho-chieu/giay-khai-sinh__name@example.vn.yaml")
        try office.drop(Scan.pdf("a"), "inbox/ho-chieu/giay-khai-sinh__name@example.vn.pdf")
        let row = try Self.taken(office)
        #expect(row.applicant?.email == "sidecar@example.vn" && row.documentType == "ho-chieu")

        try office.drop("type: bang-tot-nghiep\n".utf8, "inbox/ho-chieu/giay-khai-sinh__two@example.vn.yaml")
        try office.drop(Scan.pdf("b"), "inbox/ho-chieu/giay-khai-sinh__two@example.vn.pdf")
        try office.run("run", "--once").requireSuccess()
        let second = try #require(try office.dossiers().last)
        #expect(second.applicant?.email == "two@example.vn" && second.documentType == "bang-tot-nghiep")
    }

    @Test("with automatic submission a complete dossier goes to the leader, an incomplete one to the officer")
    func automaticSubmission() throws {
        let office = try OfficeFixture()
        try office.configure { $0.replacing("submit: manual", with: "submit: automatic") }
        try office.drop(Scan.pdf("complete"), "inbox/ho-chieu__a@example.vn.pdf")
        try office.drop(Scan.pdf("incomplete"), "inbox/ho-chieu/scan.pdf")
        try office.run("run", "--once").requireSuccess()
        #expect(
            try office.dossiers("--state", "awaiting-signature").map(\.originalName) == ["ho-chieu__a@example.vn.pdf"])
        #expect(try office.dossiers("--state", "scanned").map(\.originalName) == ["scan.pdf"])
    }

    @Test("what the officer writes into the form is what is submitted")
    func form() throws {
        let office = try OfficeFixture()
        try office.drop(Scan.pdf("form"), "inbox/scan.pdf")
        let code = try Self.taken(office).code
        let form = try office.text("spool/scanned/\(code).yaml")
        let filled = form.replacing("email:", with: "email: thu@example.vn")
            .replacing("document-type:", with: "document-type: ho-chieu").replacing("copies: 1", with: "copies: 2")
        try office.drop(filled.utf8, "spool/scanned/\(code).yaml")
        try office.run("submit", code).requireSuccess()
        let row = try office.dossier(code)
        #expect(row.documentType == "ho-chieu" && row.copies == 2 && row.applicant?.email == "thu@example.vn")
        #expect(try office.text("spool/.state/kept/\(code).yaml") == filled)
    }

    @Test("an inbox on another file system, as a share is, keeps no sidecar behind")
    func otherFileSystem() throws {
        let office = try OfficeFixture()
        // A RAM disk is another file system than the temporary folder on every machine that has one of each.
        let share = "/dev/shm/chungthuc-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: share, withIntermediateDirectories: false)
        // A folder that cannot be removed is the system's to clean.
        defer { try? FileManager.default.removeItem(atPath: share) }
        try office.configure { $0.replacing("inbox: inbox,", with: "inbox: \(share),") }
        try office.run("run", "--once").requireSuccess()
        try Data("type: ho-chieu\n".utf8).write(to: URL(fileURLWithPath: share + "/scan.yaml"))
        try Data(Scan.pdf("share")).write(to: URL(fileURLWithPath: share + "/scan.pdf"))
        try Data("no scan".utf8).write(to: URL(fileURLWithPath: share + "/bad.pdf"))
        #expect(try Self.taken(office).documentType == "ho-chieu")
        #expect(try office.text("spool/.state/kept/scan.yaml") == "type: ho-chieu\n")
        let left = try FileManager.default.subpathsOfDirectory(atPath: share).filter { $0.contains(".") }.sorted()
        #expect(left == [".chungthuc", "refused/bad.pdf", "refused/bad.pdf.reason.txt"])
    }
}
