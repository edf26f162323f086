import Faults
import PDF
import TestSupport
import Testing

/// What others made: every file is extended properly or refused with a reason.
@Suite(.enabled(if: Corpus.isPresent, "the corpus of other people's files is not beside this checkout"))
struct CorpusTests {
    /// Of each structure, as many as keep the suite quick.
    private static let filesPerStructure = 12

    @Test func everyFileIsReadOrRefused() throws {
        for path in try Corpus.files() {
            let bytes = try contents(of: path)
            do {
                #expect(try structure(of: bytes).pageCount > 0)
            } catch let fault as PDFFault {
                #expect(fault.exitCode == .data, "\(path): \(fault)")
            }
        }
    }

    @Test func extendsFilesOfEachStructure() throws {
        var taken: [String: Int] = [:]
        for path in try Corpus.files() {
            let input = try contents(of: path)
            // Refusals are the other test's.
            guard let before = try? structure(of: input) else { continue }
            let kind = try Self.kind(of: input, before)
            guard taken[kind, default: 0] < Self.filesPerStructure, try Self.isSeenByOthers(path, before) else {
                continue
            }
            taken[kind, default: 0] += 1
            let output = input + (try ExtendedSample.revision(of: before).bytes)
            try Self.expectNoWorse(output, than: path, pages: before.pageCount + 1)
        }
        #expect(taken.keys.sorted() == ["hybrid", "linearised", "object streams", "stream", "table"])
    }

    private static func kind(of bytes: [UInt8], _ structure: DocumentStructure) throws -> String {
        if structure.isLinearized { return "linearised" }
        return try reading(bytes) { reader in
            if try reader.trailer()["XRefStm"] != nil { return "hybrid" }
            guard structure.crossReferenceKind == .stream else { return "table" }
            for reference in try reader.references() {
                let object = try? reader.indirectObject(reference)
                if case .stream(let dictionary) = object, dictionary["Type"]?.name == "ObjStm" {
                    return "object streams"
                }
            }
            return "stream"
        }
    }

    /// Some files are odd enough for qpdf or poppler to count other pages than we do, or none; the inspection refuses
    /// what poppler does not show.
    private static func isSeenByOthers(_ path: String, _ structure: DocumentStructure) throws -> Bool {
        let pages = try Tool.run("qpdf", ["--show-npages", path])
        let info = try Tool.run("pdfinfo", [path])
        return pages.output == "\(structure.pageCount)\n" && info.status == 0
    }

    private static func expectNoWorse(_ output: [UInt8], than path: String, pages: Int) throws {
        let workspace = try TemporaryDirectory("corpus")
        let extended = try workspace.write(output, to: "file.pdf")
        let (before, after) = (try Tool.run("qpdf", ["--check", path]), try Tool.run("qpdf", ["--check", extended]))
        #expect(after.status <= before.status, "\(path): \(after.output) \(after.errors)")
        #expect(try Tool.run("qpdf", ["--show-npages", extended]).output == "\(pages)\n", "\(path)")
        let shown = try Tool.run("pdftotext", ["-f", String(pages), extended, "-"])
        #expect(shown.output.contains(ExtendedSample.text), "\(path): \(shown.errors)")
    }
}
