import Faults

/// A fault as it crosses the control socket and as `--json` prints it.
package struct FaultDocument: Fault, Codable, Sendable {
    package let code: String
    package let message: Wording
    package let remedy: Wording
    package let field: String?
    package let choices: [String]?
    private let exit: Int32

    package var exitCode: ExitCode { ExitCode(rawValue: exit) ?? .software }

    package init(_ fault: any Fault) {
        code = fault.code
        message = fault.message
        remedy = fault.remedy
        field = fault.field
        choices = fault.choices
        exit = fault.exitCode.rawValue
    }

    /// Any error: a fault as it is, anything else as ours.
    package init(describing error: any Error) {
        if let fault = error as? any Fault {
            self.init(fault)
        } else {
            self.init(UnexpectedFault(detail: "\(error)"))
        }
    }
}
