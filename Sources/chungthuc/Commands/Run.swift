import ArgumentParser
import Logging
import Pipeline
import ServiceLifecycle
import UnixSignals

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Chạy dịch vụ; --once: làm hết việc không cần người rồi thoát.",
        discussion: """
            Dịch vụ tiếp nhận bản quét trong inbox/, thực hiện việc mà mọi người yêu cầu bằng cách chuyển tệp, và gửi \
            bản chứng thực. Dừng bằng Ctrl-C hoặc SIGTERM: việc dở được hoàn tất hoặc để nguyên cho lần sau.
            """
    )

    @Flag(help: "Làm hết việc không cần người (chờ tệp mới ổn định, gửi mỗi thư một lần) rồi thoát.")
    var once = false

    @Option(help: ArgumentHelp("Mức nhật ký: trace, debug, info, notice, warning, error.", valueName: "mức"))
    var logLevel: LogLevel = .info

    @OptionGroup var place: WorkspaceOptions

    enum LogLevel: String, ExpressibleByArgument, CaseIterable {
        case trace, debug, info, notice, warning, error

        var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
    }

    func run() async throws {
        LogOutput.start(at: logLevel.level)
        let workspace = try place.open()
        let pipelines = try place.pipeline.map { [try workspace.pipeline(named: $0)] } ?? workspace.pipelines()
        if once {
            for pipeline in pipelines { try await OfficeSession(pipeline).runOnce() }
            return
        }
        var services: [OfficeService] = []
        for pipeline in pipelines {
            services.append(try await OfficeService(starting: pipeline))
        }
        let group = ServiceGroup(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "chungthuc")
        )
        try await group.run()
    }
}
