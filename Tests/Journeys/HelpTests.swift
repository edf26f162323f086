import Foundation
import TestSupport
import Testing

/// What people read first. `CHUNGTHUC_RECORD=1 swift test --filter HelpTests` writes the snapshots anew.
@Suite(.blocking) struct HelpTests {
    private static let commands = [
        "", "init", "run", "submit", "edit", "sign", "reject", "cancel", "stamp", "resend", "preview", "preview mail",
        "preview message", "annul", "list", "show", "verify", "audit", "backup", "restore", "book", "book add",
        "book edit", "book list", "book show", "book close", "book delete", "book export", "seals", "seals check",
        "doctor", "bench", "demo", "account", "account add", "account edit", "account import", "account find",
        "account list", "account forget", "account dossiers", "rate", "refuse", "appointment", "appointment slots",
        "appointment book", "appointment list", "appointment show", "appointment process", "appointment reschedule",
        "appointment cancel", "appointment no-show",
    ]

    @Test(arguments: commands)
    func snapshot(command: String) throws {
        let words = command.split(separator: " ").map(String.init)
        let result = try Tool.run(Program.path, words + ["--help"], environment: ["COLUMNS": "80"])
        #expect(result.status == 0 && result.errors.isEmpty)
        let name = (["chungthuc"] + words).joined(separator: "-")
        let file = URL(fileURLWithPath: "\(Repository.root)/Tests/Journeys/Snapshots/\(name).txt")
        if ProcessInfo.processInfo.environment["CHUNGTHUC_RECORD"] != nil {
            try Data(result.output.utf8).write(to: file)
        }
        #expect(result.output == (try String(contentsOf: file, encoding: .utf8)))
    }
}
