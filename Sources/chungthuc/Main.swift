import ArgumentParser
import Foundation
import PDF
import Pipeline

/// The program's entry: either a helper process that looks at one stranger's PDF after the other, or a person's command.
@main
enum Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.starts(with: InspectionCellCommand.arguments) {
            InspectionCell.serve(
                socket: InspectionCellCommand.socket, examination: VerificationCell.examine)
            return
        }
        // Commands block on files, locks and the ledger: they run on threads of their own.
        await Task(executorPreference: Threads.shared) { await run(arguments) }.value
    }

    private static func run(_ arguments: [String]) async {
        do {
            var command = try Chungthuc.parseAsRoot(arguments)
            // A person's command prints its results; what went as it should need not be logged, too.
            if !(command is Run) { LogOutput.start(at: .warning) }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            try StandardOutput.finish()
        } catch let failure as CommandFailure {
            Foundation.exit(failure.exitCode.rawValue)
        } catch {
            if let exitCode = Complaint.explain(error, json: arguments.contains("--json")) {
                Foundation.exit(exitCode.rawValue)
            }
            // Nothing is wrong: help or the version was asked for.
            print(ParserWording.help(Chungthuc.fullMessage(for: error)))
        }
    }
}
