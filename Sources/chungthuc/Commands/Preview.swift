import ArgumentParser
import Pipeline

struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Xem trước thư và tin nhắn của một hồ sơ; không gửi gì.",
        subcommands: [Mail.self, Message.self]
    )

    struct Mail: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "mail", abstract: "Thư kèm bản chứng thực.")

        @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
        var code: String

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let preview = try await OfficeReader(place.office()).mailPreview(code)
            guard !output.json else { return JSONLine.print(preview) }
            for mail in preview.mails {
                if mail.kind == .link { print("─── Khi tệp quá lớn để gửi kèm ───\n") }
                print("Từ: \(mail.from)\nTới: \(mail.to)\nTiêu đề: \(mail.subject)")
                print(mail.attachment.isEmpty ? "" : "Tệp kèm: \(mail.attachment)\n")
                print(mail.text)
            }
        }
    }

    struct Message: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "message", abstract: "Tin nhắn SMS và thông báo tài khoản.")

        @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
        var code: String

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let preview = try await OfficeReader(place.office()).messagePreview(code)
            guard !output.json else { return JSONLine.print(preview) }
            if preview.messages.isEmpty { print("Hồ sơ này không có tin nhắn nào.") }
            for message in preview.messages {
                print(
                    "\(message.channel) · \(message.purpose) · \(message.to) (\(message.encoding), \(message.parts) phần)"
                )
                print("  \(message.text)")
            }
        }
    }
}
