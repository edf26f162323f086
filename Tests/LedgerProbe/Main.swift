// Commits transactions to a ledger, for tests that watch its system calls or kill it.
// Arguments: the ledger's path and how many transactions. Prints a line after each that was told done.

import Certification
import Foundation
import Ledger

@main enum Probe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let count = Int(arguments[2]),
            let opens = CivilDate(year: 2026, month: 1, day: 1), let closes = CivilDate(year: 2026, month: 12, day: 31)
        else { return print("usage: ledger-probe PATH COUNT") }
        let ledger = try Ledger.open(path: arguments[1], access: .readWrite)
        let office = try OfficeCode("G22.99")
        for number in stride(from: 1, through: count, by: 1) {
            let draft = BookDraft(
                office: office, name: try BookName("\(number)"), first: number, opens: opens, closes: closes
            )
            _ = try await ledger.addBook(draft, Occasion(at: Moment(milliseconds: 0), actor: "probe"))
            FileHandle.standardOutput.write(Data("\(number)\n".utf8))
        }
        try ledger.close()
    }
}
