import Hashing
import PDF
import Testing

@testable import Pipeline

@Suite struct InspectionMemoryTests {
    private func report() throws -> InspectionReport {
        let document = BenchScan.make(size: 1000)
        let structure = try document.withUnsafeBytes { try DocumentReader($0, name: "scan").structure() }
        return InspectionReport(pages: 1, structure: structure)
    }

    @Test func isHandedOutOnceAndForTheSameBytesOnly() throws {
        let memory = InspectionMemory()
        let report = try report()
        let digest = try SHA256.digest(of: "scan".utf8)
        memory.keep(report, of: digest)
        #expect(memory.take(try SHA256.digest(of: "other".utf8)) == nil)
        #expect(memory.take(digest) == report)
        #expect(memory.take(digest) == nil)
    }

    @Test func theOldestGoFirst() throws {
        let memory = InspectionMemory()
        let report = try report()
        let digests = try (0..<10_000).map { try SHA256.digest(of: "\($0)".utf8) }
        for digest in digests { memory.keep(report, of: digest) }
        #expect(memory.take(digests[0]) == nil)
        #expect(memory.take(digests[9_999]) == report)
    }

    @Test func largeOnesAreNotKept() throws {
        let memory = InspectionMemory()
        var report = try report()
        report.structure.pageTree.kids = Array(repeating: .null, count: 1000)
        let digest = try SHA256.digest(of: "scan".utf8)
        memory.keep(report, of: digest)
        #expect(memory.take(digest) == nil)
    }
}
