import Faults

/// One thing that `doctor` looked at.
package struct DoctorFinding: Codable, Sendable {
    package enum Level: String, Codable, Sendable {
        case fine, warning, problem
    }

    package let level: Level
    /// `keys`, `folders`, `clock` and so on.
    package let topic: String
    package let message: Wording
    /// What to do; null when all is well.
    @Nullable package var remedy: Wording?
    /// The code that the command ends with for this problem.
    let exit: Int32

    package var exitCode: ExitCode { ExitCode(rawValue: exit) ?? .software }

    static func fine(_ topic: String, _ message: Wording) -> DoctorFinding {
        DoctorFinding(level: .fine, topic: topic, message: message, exit: ExitCode.done.rawValue)
    }

    static func warning(_ topic: String, _ message: Wording, remedy: Wording) -> DoctorFinding {
        DoctorFinding(level: .warning, topic: topic, message: message, remedy: remedy, exit: ExitCode.done.rawValue)
    }

    static func problem(_ topic: String, _ fault: any Fault) -> DoctorFinding {
        DoctorFinding(
            level: .problem,
            topic: topic,
            message: fault.message,
            remedy: fault.remedy,
            exit: fault.exitCode.rawValue
        )
    }
}
