import ArgumentParser

/// The one program: a daemon, the commands of the people who work with it, and a batch run.
struct Chungthuc: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chungthuc",
        abstract: "Chứng thực bản sao điện tử từ bản chính.",
        discussion: """
            Bản quét thả vào thư mục inbox/ được tiếp nhận, lãnh đạo ký số, văn thư cấp số và đóng dấu, rồi bản chứng \
            thực được gửi tới người yêu cầu. Mọi việc đều làm được bằng cách chuyển tệp giữa các thư mục hoặc bằng các \
            lệnh dưới đây.

            Thử ngay: chungthuc demo
            """,
        version: Release.version,
        groupedSubcommands: [
            CommandGroup(name: "Bắt đầu:", subcommands: [Init.self, Demo.self, Run.self]),
            CommandGroup(
                name: "Cán bộ tư pháp:",
                subcommands: [
                    Submit.self, Edit.self, Cancel.self, Refuse.self, Account.self, Appointment.self, Rate.self,
                ]),
            CommandGroup(name: "Lãnh đạo:", subcommands: [Sign.self, Reject.self, Annul.self]),
            CommandGroup(name: "Văn thư:", subcommands: [Stamp.self, Resend.self, Preview.self, Book.self]),
            CommandGroup(
                name: "Theo dõi, kiểm tra:",
                subcommands: [
                    List.self, Show.self, Verify.self, Audit.self, Seals.self, DoctorCommand.self, BenchCommand.self,
                ]),
            CommandGroup(name: "Sao lưu:", subcommands: [Backup.self, Restore.self]),
        ]
    )
}
