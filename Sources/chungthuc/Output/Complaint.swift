import ArgumentParser
import Faults
import Foundation
import Pipeline

/// Errors on standard error: one line for people, or one object for machines.
enum Complaint {
    /// Says what is wrong.
    ///
    /// - Returns: `nil` when there is nothing wrong: the command line's parser has help or a version to print.
    static func explain(_ error: any Error, json: Bool) -> Faults.ExitCode? {
        let fault: FaultDocument
        if error is ValidationError || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") {
            guard Chungthuc.exitCode(for: error) != .success else { return nil }
            fault = FaultDocument(usage(error))
        } else {
            fault = FaultDocument(describing: error)
        }
        report(fault, json: json)
        return fault.exitCode
    }

    private static func usage(_ error: any Error) -> UsageFault {
        // The parser alone knows which command was meant, and says it at the end: See 'chungthuc sign --help' for …
        let quoted = Chungthuc.fullMessage(for: error).split(separator: "'").last { $0.hasSuffix(" --help") }
        var problem = Chungthuc.message(for: error)
        while problem.hasSuffix(".") { problem.removeLast() }
        return UsageFault(problem: problem, help: quoted.map(String.init) ?? "chungthuc --help")
    }

    static func report(_ fault: FaultDocument, subject: String? = nil, json: Bool) {
        let line = json ? object(fault, subject: subject) : text(fault, subject: subject)
        StandardError.write(line + "\n")
    }

    private static func text(_ fault: FaultDocument, subject: String?) -> String {
        let place = subject.map { $0.isEmpty ? "" : "\($0): " } ?? ""
        return "chungthuc: " + (place + fault.message.vietnamese + " " + fault.remedy.vietnamese).onOneLine
    }

    private static func object(_ fault: FaultDocument, subject: String?) -> String {
        JSONLine.text(
            ErrorObject(
                subject: subject,
                code: fault.code,
                field: fault.field,
                choices: fault.choices,
                message: fault.message.vietnamese,
                remedy: fault.remedy.vietnamese,
                messageEnglish: fault.message.english,
                remedyEnglish: fault.remedy.english
            )
        )
    }

    private struct ErrorObject: Encodable {
        let subject: String?
        let code: String
        let field: String?
        let choices: [String]?
        let message: String
        let remedy: String
        let messageEnglish: String
        let remedyEnglish: String
    }
}

extension String {
    fileprivate var onOneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
