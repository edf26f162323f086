import Logging

/// Where logs go: standard error, so that results can be piped.
enum LogOutput {
    /// To be called once.
    static func start(at level: Logger.Level) {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}
