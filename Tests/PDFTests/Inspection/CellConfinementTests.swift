import Foundation
import TestSupport
import Testing

@testable import PDF

/// What a parser that was taken over can reach, and what its tricks cost. A kernel without Landlock, seccomp or user
/// namespaces holds it less; what is active here is asked first.
@Suite struct CellConfinementTests {
    @Test func aParserThatWasTakenOverReachesNothing() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let cells = try CellFixture(program: CellFixture.probe)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let confinement = try await cells.inspector.confinement(descriptor)
        let outcomes = try await cells.attempt("abuse", on: path)
        func expect(_ names: [String], _ held: Bool) {
            for name in names where held { #expect(outcomes[name] != 0, "\(name)") }
        }
        expect(["take memory"], true)
        expect(["read a file", "list the root", "write a file", "write the document"], confinement.files)
        expect(
            ["connect", "talk to a neighbour", "write a file", "run a program", "signal the parent", "become root"],
            confinement.systemCalls)
        #expect(outcomes["read a font"] == 0)
        #expect(confinement.systemCalls, "Debian's kernels have it")
    }

    @Test func theKernelSaysSo() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let cells = try CellFixture(limits: CellLimits(secondsPerFile: 7, filesPerCell: 9))
        #expect(try await cells.verdict(path) == nil)
        let cell = try await cells.processes()[0]
        let status = try String(contentsOfFile: "/proc/\(cell)/status", encoding: .utf8)
        #expect(status.contains("Threads:\t1\n"))
        #expect(status.contains("Seccomp:\t2\n"))
        for set in ["CapEff", "CapPrm", "CapInh"] { #expect(status.contains("\(set):\t0000000000000000\n"), "\(set)") }
        let limits = try String(contentsOfFile: "/proc/\(cell)/limits", encoding: .utf8)
        let time = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max cpu time") })
        let words = time.split(whereSeparator: \.isWhitespace)
        #expect(try #require(Int(words[3])) <= 12, "of one file")
        #expect(words[4] == "90", "of all its files")
    }

    @Test(arguments: [
        ("crash", "pdf-inspection-crashed"), ("spin", "pdf-inspection-timed-out"),
    ])
    func troubleCostsTheFileThatMadeIt(trick: String, code: String) async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let limits = CellLimits(secondsPerFile: 3)
        let cells = try CellFixture(limits: limits, program: CellFixture.probe)
        let fault = await #expect(throws: PDFFault.self) { try await cells.attempt(trick, on: path) }
        #expect(fault?.code == code)
        #expect(try await cells.attempt("abuse", on: path)["read a font"] == 0, "the next file has a fresh cell")
        #expect(try await cells.processes().count == 1)
    }
}
