import Foundation
import TestSupport
import Testing

/// A claim to be PDF/A or PDF/UA stays true: page and Apache PDFBox's Preflight judge.
@Suite(.blocking) struct ArchiveTests {
    /// ISO 19005-2, 6.4.3, wants a byte range to cover the whole file. Of two signatures only the last one can: page
    /// says it of the leader's, as of any file that two people signed.
    private static let earlierSignature = "SIGNATURE-BYTERANGE-001"

    @Test func aClaimStaysTrue() throws {
        let folder = try TemporaryDirectory("archive")
        try Tool.run(Tool.python, ["-B", script, "make", folder.path]).requireSuccess()
        let samples = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(samples.count == 14)
        let office = try OfficeFixture()
        var copies: [String] = []
        for sample in samples { copies.append(try certified(sample, in: folder, office)) }
        for copy in copies { try expectMarks(on: copy) }
        let verdicts = try verdicts(of: copies)
        #expect(verdicts.count == copies.count)
        for verdict in verdicts {
            #expect(verdict.page.filter { !$0.contains(Self.earlierSignature) } == [], "\(verdict.file)")
            #expect(verdict.preflight == (verdict.file.contains("1b") ? [] : nil), "\(verdict.file)")
        }
        for signatures in try SignatureJudge.pyHanko(copies, root: office.root) {
            #expect(signatures.map(\.bottomLine) == [true, true], "\(signatures)")
        }
    }

    @Test("nor do signatures that nobody sees make it false: its author certified the original, and allows forms only")
    func aClaimStaysTrueUnseen() throws {
        let folder = try TemporaryDirectory("archive")
        try Tool.run(Tool.python, ["-B", script, "make", folder.path]).requireSuccess()
        let office = try OfficeFixture()
        let samples = ["2a-rgb.pdf", "2b-cmyk.pdf", "2u-gray.pdf", "3b-rgb.pdf"]
        var files: [String] = []
        for sample in samples { files += [folder.file(sample), folder.file("author-" + sample)] }
        try Tool.run(Tool.python, ["-B", script, "certify"] + files).requireSuccess()
        var copies: [String] = []
        for sample in samples { copies.append(try certified("author-" + sample, in: folder, office)) }
        for verdict in try verdicts(of: copies) {
            #expect(verdict.page.filter { !$0.contains(Self.earlierSignature) } == [], "\(verdict.file)")
        }
        for signatures in try SignatureJudge.pyHanko(copies, root: office.root) {
            #expect(signatures.dropFirst().map(\.bottomLine) == [true, true], "\(signatures)")
        }
    }

    private let script = Repository.root + "/Tests/Judges/archive.py"

    /// - Returns: the copy's path. Its name tells the judge the claim.
    private func certified(_ sample: String, in folder: borrowing TemporaryDirectory, _ office: OfficeFixture) throws
        -> String
    {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.file(sample))))
        let code = try office.submit(bytes, named: sample)
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code).requireSuccess()
        let copy = folder.file("copy-" + sample)
        try FileManager.default.copyItem(atPath: office.path(try office.dossier(code).path), toPath: copy)
        return copy
    }

    private func verdicts(of copies: [String]) throws -> [Verdict] {
        let judged = try Tool.run(Tool.python, ["-B", script, "judge"] + copies).requireSuccess()
        return try judged.output.split(separator: "\n").map {
            try JSONDecoder().decode(Verdict.self, from: Data($0.utf8))
        }
    }

    private struct Verdict: Decodable {
        let file: String
        let page: [String]
        let preflight: [String]?
    }

    /// Signature and seal are to be seen: without soft masks, too, and in their colours.
    private func expectMarks(on copy: String) throws {
        let picture = copy.dropLast(4) + "-shown"
        try Tool.run("pdftoppm", ["-r", "40", "-f", "2", "-l", "2", copy, String(picture)]).requireSuccess()
        let pixels = Array(try Data(contentsOf: URL(fileURLWithPath: picture + "-2.ppm"))).suffix(331 * 468 * 3)
        var (reds, blues) = (0, 0)
        for start in stride(from: pixels.startIndex, to: pixels.endIndex, by: 3) {
            let (red, green, blue) = (Int(pixels[start]), Int(pixels[start + 1]), Int(pixels[start + 2]))
            if red > blue + 60, red > green + 60 { reds += 1 }
            if blue > red + 60 { blues += 1 }
        }
        #expect(reds > 50 && blues > 50, "\(copy): \(reds) red, \(blues) blue")
    }
}
