import Logging

/// The log, on standard error.
enum Journal {
    /// To be called once: the daemon's journal is for the administrator; beside a command only what went wrong is told.
    static func open(_ level: Logger.Level) {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}
