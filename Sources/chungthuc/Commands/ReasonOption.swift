import ArgumentParser
import Certification

/// Why: never blank, one line.
struct ReasonOption: ParsableArguments {
    @Option(help: ArgumentHelp("Lý do.", valueName: "lý-do"))
    var reason: String

    func validate() throws {
        do {
            _ = try Reason(reason)
        } catch {
            throw ValidationError("--reason: \(error.message.vietnamese)")
        }
    }
}
