import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct BenchTests {
    private struct Figures: Decodable {
        struct Stage: Decodable {
            let name: String
            let perSecond, processor, written, syncs: Double
            let firstTenth, lastTenth: Double?
        }
        struct Alone: Decodable {
            let documents: Int
            let toDesk, toDeskAtMost, toSigned, toSignedAtMost, limit, ratio: Double
        }
        struct Machine: Decodable {
            let signaturesPerSecond, hashedPerSecond, copiedPerSecond, syncsPerSecond, syncsTogetherPerSecond: Double
            let writtenPerSecond: Double
        }
        let documents, bytes, peakMemory: Int
        let seconds, perSecond, limitPerSecond, ratio: Double
        let stages: [Stage]
        let alone: Alone
        let machine: Machine
    }

    @Test(arguments: [(5, true), (160, false)])
    func measuresTheWholeWay(documents: Int, withInput: Bool) throws {
        let folder = try TemporaryDirectory("bench")
        var arguments = ["bench", "--documents", "\(documents)", "--json"]
        if withInput { arguments += ["--input", try folder.write(Scan.pdf("bench"), to: "scan.pdf")] }
        let result = try Tool.run(Program.path, arguments, environment: ["TMPDIR": folder.path]).requireSuccess()
        let figures = try JSONDecoder().decode(Figures.self, from: Data(result.output.utf8))
        #expect(figures.documents == documents && figures.bytes > 500 && figures.peakMemory > 1 << 20)
        #expect(figures.stages.map(\.name) == ["intake", "submit", "sign", "stamp", "deliver"])
        let machine = figures.machine
        let rates = [
            figures.perSecond, figures.limitPerSecond, machine.signaturesPerSecond, machine.hashedPerSecond,
            machine.copiedPerSecond, machine.syncsPerSecond, machine.syncsTogetherPerSecond, machine.writtenPerSecond,
        ]
        #expect(rates.allSatisfy { $0 > 0 && $0.isFinite })
        #expect(abs(figures.ratio - figures.perSecond / figures.limitPerSecond) < 0.001)
        // The medium takes no more than the memory that it is written from.
        #expect(machine.writtenPerSecond < machine.copiedPerSecond * 2)
        // A tenth of few says nothing.
        for stage in figures.stages {
            let tenths = [stage.firstTenth, stage.lastTenth].compactMap(\.self)
            #expect(tenths.count == (documents < 160 ? 0 : 2) && tenths.allSatisfy { $0 > 0 && $0.isFinite })
        }
        let alone = figures.alone
        #expect(alone.documents == 20 && alone.toDesk <= alone.toDeskAtMost && alone.toSigned <= alone.toSignedAtMost)
        #expect(alone.toSigned > 0 && alone.limit > 0 && abs(alone.ratio - alone.toSigned / alone.limit) < 0.001)
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
        for words in ["tiếp nhận", "đóng dấu", "1/10 cuối", "Giới hạn của máy", "Một văn bản khi máy rảnh"] {
            #expect(result.output.contains(words))
        }
    }
}
