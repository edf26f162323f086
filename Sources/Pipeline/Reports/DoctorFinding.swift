import Faults

/// One thing that `doctor` looked at.
package struct DoctorFinding: Encodable, Sendable {
    package enum Level: String, Encodable, Sendable {
        case fine, warning, problem
    }

    package let level: Level
    /// `keys`, `folders`, `clock` and so on.
    package let topic: String
    package let message: Wording
    /// What to do; `nil` when all is well.
    package let remedy: Wording?
    /// What the command ends with for this problem.
    package let exitCode: ExitCode

    private enum CodingKeys: CodingKey { case level, topic, message, messageEnglish, remedy, remedyEnglish }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(level, forKey: .level)
        try container.encode(topic, forKey: .topic)
        try container.encode(message.vietnamese, forKey: .message)
        try container.encode(message.english, forKey: .messageEnglish)
        try container.encode(remedy?.vietnamese, forKey: .remedy)
        try container.encode(remedy?.english, forKey: .remedyEnglish)
    }

    static func fine(_ topic: String, _ message: Wording) -> DoctorFinding {
        DoctorFinding(level: .fine, topic: topic, message: message, remedy: nil, exitCode: .done)
    }

    static func warning(_ topic: String, _ message: Wording, remedy: Wording) -> DoctorFinding {
        DoctorFinding(level: .warning, topic: topic, message: message, remedy: remedy, exitCode: .done)
    }

    static func problem(_ topic: String, _ fault: any Fault) -> DoctorFinding {
        DoctorFinding(
            level: .problem,
            topic: topic,
            message: fault.message,
            remedy: fault.remedy,
            exitCode: fault.exitCode
        )
    }
}
