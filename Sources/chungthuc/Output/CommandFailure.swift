import Faults

/// A command that has already said what failed; only the exit code is left.
struct CommandFailure: Error {
    let exitCode: ExitCode
}
