import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct BenchTests {
    private struct Figures: Decodable {
        struct Stage: Decodable {
            let name: String
            let perSecond, processor, written, syncs: Double
        }
        struct Machine: Decodable {
            let signaturesPerSecond, hashedPerSecond, syncsPerSecond, writtenPerSecond: Double
        }
        let documents, bytes, peakMemory: Int
        let seconds, perSecond, limitPerSecond, ratio: Double
        let stages: [Stage]
        let machine: Machine
    }

    @Test(arguments: [false, true])
    func measuresTheWholeWay(withInput: Bool) throws {
        let folder = try TemporaryDirectory("bench")
        var arguments = ["bench", "--documents", "5", "--json"]
        if withInput { arguments += ["--input", try folder.write(Scan.pdf("bench"), to: "scan.pdf")] }
        let result = try Tool.run(Program.path, arguments, environment: ["TMPDIR": folder.path]).requireSuccess()
        let figures = try JSONDecoder().decode(Figures.self, from: Data(result.output.utf8))
        #expect(figures.documents == 5 && figures.bytes > 500 && figures.peakMemory > 1 << 20)
        #expect(figures.stages.map(\.name) == ["intake", "submit", "sign", "stamp", "deliver"])
        let machine = figures.machine
        let rates = [
            figures.perSecond, figures.limitPerSecond, machine.signaturesPerSecond, machine.hashedPerSecond,
            machine.syncsPerSecond, machine.writtenPerSecond,
        ]
        #expect(rates.allSatisfy { $0 > 0 && $0.isFinite })
        #expect(abs(figures.ratio - figures.perSecond / figures.limitPerSecond) < 0.001)
        // What was signed was written, and waited for.
        let sign = try #require(figures.stages.first { $0.name == "sign" })
        #expect(sign.written > Double(figures.bytes) && sign.syncs >= 2 && sign.processor > 0)
        // Its workspace goes with it.
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!left.contains { $0.hasPrefix("chungthuc-bench") })
    }

    @Test func tellsPeople() throws {
        let folder = try TemporaryDirectory("bench")
        let result = try Tool.run(
            Program.path, ["bench", "--documents", "2"], environment: ["TMPDIR": folder.path]
        ).requireSuccess()
        for words in ["tiếp nhận", "đóng dấu", "Giới hạn của máy"] { #expect(result.output.contains(words)) }
    }
}
