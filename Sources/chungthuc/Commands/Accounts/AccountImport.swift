import ArgumentParser
import Pipeline

struct AccountImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Nhập danh sách tài khoản từ tệp CSV hoặc JSON.",
        discussion: """
            Cột của tệp CSV (dòng đầu) và khóa của JSON: identity, name, birth, phone, email, address. Tài khoản đã có \
            thì được cập nhật. Dòng sai được báo kèm số dòng, các dòng khác vẫn được nhập.
            """
    )

    @Argument(help: ArgumentHelp("Tệp .csv, .json hoặc .jsonl.", valueName: "tệp"))
    var file: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    /// Lines of one transaction; what was taken over stays when a later one fails.
    private static let batch = 1000

    private struct Summary: Encodable {
        var added = 0
        var changed = 0
        var unchanged = 0
        var refused = 0
    }

    func run() async throws {
        let lines = try AccountFile.read(Subject.file(file))
        let session = OfficeSession(try place.office())
        var summary = Summary()
        var failure: CommandFailure?
        for start in stride(from: 0, to: lines.count, by: Self.batch) {
            let batch = Array(lines[start..<min(start + Self.batch, lines.count)])
            for result in try await session.perform(.account(.load(batch))) {
                if let fault = result.fault {
                    Complaint.report(fault, subject: result.subject, json: output.json)
                    summary.refused += 1
                    failure = failure ?? CommandFailure(exitCode: fault.exitCode)
                }
                switch result.saving {
                case "added": summary.added += 1
                case "changed": summary.changed += 1
                case "unchanged": summary.unchanged += 1
                default: break
                }
            }
        }
        if output.json {
            JSONLine.print(summary)
        } else {
            print(
                "Đã thêm \(summary.added), cập nhật \(summary.changed), không đổi \(summary.unchanged), "
                    + "từ chối \(summary.refused).")
        }
        if let failure { throw failure }
    }
}
