import ArgumentParser
import Pipeline

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Chứng minh sổ cái: chuỗi sự kiện, số không trùng không nhảy, tệp đúng mã băm."
    )

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let audit = try await OfficeReader(place.office()).audit()
        if output.json {
            JSONLine.print(audit)
        } else {
            print("\(audit.events) sự kiện, \(audit.dossiers) hồ sơ, mã băm cuối chuỗi \(audit.head ?? "–")")
            for finding in audit.findings { print("SAI: \(finding.message.vietnamese)") }
            print(audit.findings.isEmpty ? "Sổ cái nguyên vẹn." : "Có \(audit.findings.count) điểm sai.")
        }
        if !audit.findings.isEmpty { throw CommandFailure(exitCode: .data) }
    }
}
