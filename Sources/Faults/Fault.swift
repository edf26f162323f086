/// An error that a person can act upon: what is wrong, and what to do about it.
///
/// Each room has its own error types; all of them tell their story through this protocol, so that the command line,
/// the reason files and the control socket say the same thing.
package protocol Fault: Error, CustomStringConvertible {
    /// Stable and machine-readable, in kebab case: `scan-encrypted`.
    var code: String { get }
    /// What is wrong, naming the file or dossier. Never a secret, never personal data beyond the dossier code.
    var message: Wording { get }
    /// What the person can do.
    var remedy: Wording { get }
    var exitCode: ExitCode { get }
    /// The field of a form or request that is at fault, by the name that machines use; `nil` for anything else.
    var field: String? { get }
    /// What could be chosen instead, as machines write it.
    var choices: [String]? { get }
}

extension Fault {
    package var field: String? { nil }
    package var choices: [String]? { nil }

    package var description: String { "\(code): \(message.english) \(remedy.english)" }
}
