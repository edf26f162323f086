/// The exit codes of the program, after `sysexits.h`. Scripts rely on them.
package enum ExitCode: Int32, Sendable {
    case done = 0
    /// The command line is wrong.
    case usage = 64
    /// The document or the data is at fault.
    case data = 65
    /// No such file or dossier.
    case notFound = 66
    /// A needed service is down.
    case unavailable = 69
    /// Our fault.
    case software = 70
    /// Something cannot be written.
    case cannotCreate = 73
    /// Try again later.
    case temporary = 75
    /// The person may not do this.
    case noPermission = 77
    /// The configuration is at fault.
    case configuration = 78
}
