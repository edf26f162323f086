import ArgumentParser
import Faults
import Foundation
import Pipeline

/// Errors on standard error: one line for people, or one object for machines.
enum Complaint {
    /// Says what is wrong.
    ///
    /// - Returns: `nil` when the error belongs to the command line's own parser, which explains itself.
    static func explain(_ error: any Error, json: Bool) -> Faults.ExitCode? {
        guard !(error is ArgumentParser.ExitCode), !(error is CleanExit), !(error is ValidationError) else {
            return nil
        }
        guard String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") == false else { return nil }
        let fault = FaultDocument(describing: error)
        report(fault, json: json)
        return fault.exitCode
    }

    static func report(_ fault: FaultDocument, subject: String? = nil, json: Bool) {
        let line = json ? object(fault, subject: subject) : text(fault, subject: subject)
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private static func text(_ fault: FaultDocument, subject: String?) -> String {
        let place = subject.map { "\($0): " } ?? ""
        return "chungthuc: " + (place + fault.message.vietnamese + " " + fault.remedy.vietnamese).onOneLine
    }

    private static func object(_ fault: FaultDocument, subject: String?) -> String {
        JSONLine.text(
            ErrorObject(
                subject: subject,
                code: fault.code,
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
        let message: String
        let remedy: String
        let messageEnglish: String
        let remedyEnglish: String
    }
}

extension String {
    fileprivate var onOneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
