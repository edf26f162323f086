import Foundation
import TestSupport
import Testing

/// Sixteen people stamp at once into two books; then the same while processes are killed.
@Suite(.blocking) struct RegisterRaceTests {
    private static let people = 16

    /// An office with two empty books, and signed dossiers for each person.
    private func office(dossiers: Int) throws -> (OfficeFixture, [String]) {
        let office = try OfficeFixture()
        let demo = try office.run("book", "list", "--json").requireSuccess().output
        let name = try #require(demo.split(separator: "\"name\":\"").last?.split(separator: "\"").first)
        try office.run("book", "delete", String(name)).requireSuccess()
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        for book in ["A", "B"] {
            let days = ["--open", "\(year)-01-01", "--close", "\(year)-12-31"]
            try office.run(["book", "add", book, "--first", "1"] + days).requireSuccess()
        }
        let files = try (0..<dossiers).map { index in
            let path = office.outside("scan \(index).pdf")
            try Data(Scan.pdf("race \(index)")).write(to: URL(fileURLWithPath: path))
            return path
        }
        try office.run(["submit"] + files + ["--type", "ho-chieu", "--email", "a@example.vn"]).requireSuccess()
        try office.run("sign", "--all").requireSuccess()
        return (office, try office.dossiers("--state", "awaiting-seal").map(\.code))
    }

    /// All at once: person i stamps some of the dossiers into book A or B.
    ///
    /// - Parameter kill: how long some processes live, in seconds.
    private func stamp(_ codes: [String], in office: OfficeFixture, kill: Bool) throws {
        let script = """
            person=0
            for arguments in "${@:2}"; do
                book=$([ $((person % 2)) = 0 ] && echo A || echo B)
                "$0" stamp $arguments --book $book --workspace "$1" >/dev/null 2>&1 &
                victim=$!
                if [ -n "$KILL" ]; then (sleep $((RANDOM % 4)).$((RANDOM % 10)); kill -9 $victim 2>/dev/null) & fi
                person=$((person + 1))
            done
            wait
            """
        let share = codes.count / Self.people
        let shares = (0..<Self.people).map { codes[($0 * share)..<(($0 + 1) * share)].joined(separator: " ") }
        try Tool.run(
            "bash", ["-c", script, Program.path, office.workspace] + shares,
            environment: ["KILL": kill ? "yes" : ""])
    }

    private func expectNumbers(_ office: OfficeFixture, each count: Int) throws {
        let rows = try office.dossiers()
        for book in ["A/ĐT", "B/ĐT"] {
            let numbers = rows.filter { $0.book == book }.compactMap { $0.number?.split(separator: "/").first }
            #expect(numbers.compactMap { Int($0) }.sorted() == Array(1...count), "\(book)")
        }
        #expect(rows.allSatisfy { $0.state == "delivered" })
        #expect(try office.run("audit").status == 0)
    }

    @Test("beside a daemon: each book counts from 1 without gap or double")
    func besideDaemon() async throws {
        let (office, codes) = try office(dossiers: 32)
        #expect(codes.count == 32)
        let daemon = try Daemon(office)
        try await daemon.open()
        try stamp(codes, in: office, kill: false)
        try await patiently("all are delivered") { try office.dossiers("--state", "delivered").count == 32 }
        #expect(try await daemon.stop() == 0)
        try expectNumbers(office, each: 16)
    }

    @Test("killed at any moment, and asked again: the same")
    func killed() throws {
        let (office, codes) = try office(dossiers: 16)
        try stamp(codes, in: office, kill: true)
        // On a busy machine not everybody gets a turn within a command's patience: people ask again.
        for _ in 0..<5 where try !office.dossiers("--state", "awaiting-seal").isEmpty {
            try stamp(codes, in: office, kill: false)
        }
        try office.run("run", "--once").requireSuccess()
        try expectNumbers(office, each: 8)
    }
}
