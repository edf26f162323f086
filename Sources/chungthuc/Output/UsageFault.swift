import Faults

/// A command line that the program does not understand, in the words of its parser.
struct UsageFault: Fault {
    let problem: String
    /// `chungthuc sign --help`.
    let help: String

    var code: String { "usage" }
    var exitCode: ExitCode { .usage }

    var message: Wording {
        Wording(
            vi: "Lệnh chưa đúng: \(ParserWording.problem(problem)).",
            en: "The command line is not understood: \(problem)."
        )
    }

    var remedy: Wording { Wording(vi: "Xem cách dùng: \(help)", en: "How to use it: \(help)") }
}
