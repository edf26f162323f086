import Foundation
import TestSupport
import Testing

@testable import PDF

/// What inspection says of files as people drop them.
@Suite struct InspectorTests {
    @Test func aSoundFileIsReported() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        let bytes = BlankDocument.bytes(pages: 3)
        let report = try await cells.inspect(workspace.write(bytes, to: "sound.pdf"))
        #expect(report.pages == 3)
        #expect(report.structure.fileLength == bytes.count)
        #expect(report.structure.pageCount == 3)
        #expect(report.structure.crossReferenceKind == .table)
        // What crossed over serves to extend the file.
        var revision = Revision(extending: report.structure)
        _ = try revision.appendPage(["MediaBox": .rect([0, 0, 595, 842])])
        let longer = try workspace.write(bytes + revision.serialized().bytes, to: "longer.pdf")
        #expect(try Tool.run("qpdf", ["--show-npages", longer]).output == "4\n")
    }

    @Test func refusalsNameTheirReason() async throws {
        let workspace = try TemporaryDirectory()
        let sound = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let files = try StrangeFiles()
        let cells = try CellFixture()
        for (path, code) in files.codes {
            let verdict = try await cells.verdict(path)
            #expect(verdict == code, "\(path)")
        }
        #expect(try await cells.verdict(sound) == nil, "the same cell goes on")
    }

    @Test func theFaultNamesTheFile() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        let path = try workspace.write(Array("Kính gửi".utf8), to: "công văn.pdf")
        let fault = await #expect(throws: PDFFault.self) { try await cells.inspect(path) }
        #expect(fault?.message.vietnamese.contains("công văn.pdf") == true)
    }

    @Test func aDirectoryIsNotRead() async throws {
        let cells = try CellFixture()
        #expect(try await cells.verdict("/") == "pdf-software")
    }

    @Test func manyAtOnceGetTheirOwnAnswers() async throws {
        let workspace = try TemporaryDirectory()
        var paths: [String] = []
        for pages in 1...50 {
            paths.append(try workspace.write(BlankDocument.bytes(pages: pages), to: "\(pages).pdf"))
        }
        let cells = try CellFixture(cells: 2)
        let counts = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for (index, path) in paths.enumerated() {
                group.addTask { (index, try await cells.inspect(path).pages) }
            }
            return try await group.reduce(into: [Int: Int]()) { $0[$1.0] = $1.1 }
        }
        #expect(counts == Dictionary(uniqueKeysWithValues: (0..<50).map { ($0, $0 + 1) }))
        #expect(try await cells.processes(2).count == 2)
    }
}
