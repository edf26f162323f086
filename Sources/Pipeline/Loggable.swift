import Faults
import Spool

/// An error as a log may say it: its code, and what the operating system said. Paths and names stay out of logs, because
/// scans are named after people.
struct Loggable: CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        switch error {
        case SpoolFault.system(let operation, _, let errno):
            description = "\(operation) failed with errno \(errno)"
        case let fault as any Fault:
            description = fault.code
        default:
            description = "\(type(of: error))"
        }
    }
}
