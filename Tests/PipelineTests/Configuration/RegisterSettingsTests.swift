import Certification
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// `office.holidays` and the section `register` of a pipeline's configuration.
struct RegisterSettingsTests {
    /// The demo's configuration with other settings, and a file of holidays beside it.
    private func read(
        office: String = "", register: String? = nil, holidays: String = ""
    ) throws -> PipelineConfiguration {
        let workspace = try TemporaryDirectory()
        var text = DemoConfiguration.text.replacing("  place: xã", with: office + "  place: xã")
        if let register {
            text = text.replacing("  open-next", with: "  # ").replacing("  padding: 0 ", with: register + "  # ")
        }
        _ = try workspace.write(text.utf8, to: "office.yaml")
        _ = try workspace.write(holidays.utf8, to: "holidays.txt")
        return try ConfigurationReader(workspace: workspace.path, file: "office.yaml").read(name: "office")
    }

    @Test func theDefaults() throws {
        let register = try read().register
        #expect(register.padding == 0 && !register.opensNext && register.published.hasSuffix("/annulled.json"))
    }

    @Test func everyKeyIsRead() throws {
        let register = try read(register: "  padding: 3\n  open-next: true\n  published: /srv/web").register
        #expect(register.padding == 3 && register.opensNext && register.published == "/srv/web/annulled.json")
    }

    @Test func holidaysAreNoWorkingDays() throws {
        let holidays = "# Ngày nghỉ\n2026-09-02 Quốc khánh\n\n 01/01/2027 # Tết\n"
        let deadline = try read(office: "  holidays: holidays.txt\n", holidays: holidays).office.deadline
        for day in ["2026-09-02", "2027-01-01"] {
            #expect(try !deadline.isWorkingDay(#require(CivilDate(day))), "\(day)")
        }
        #expect(try deadline.isWorkingDay(#require(CivilDate("2026-09-03"))))
    }

    @Test(arguments: ["Quốc khánh", "2026-02-30", "2026-09-02\n2026-09-02", "2026-09-02..2026-09-04", "02-09-2026"])
    func aWrongDayIsNamedWithItsLine(text: String) throws {
        let fault = #expect(throws: ConfigurationFault.self) {
            try read(office: "  holidays: holidays.txt\n", holidays: "# x\n" + text)
        }
        #expect(fault?.file == "holidays.txt" && fault?.line == (text.contains("\n") ? 3 : 2))
        #expect(fault?.code == "configuration-invalid-value")
    }

    @Test func aMissingFileIsNamedWithItsKey() throws {
        let fault = #expect(throws: ConfigurationFault.self) { try read(office: "  holidays: none.txt\n") }
        #expect(fault?.key == "office.holidays" && fault?.code == "configuration-unreadable-file")
    }

    @Test(arguments: ["padding: 10", "padding: x", "open-next: maybe", "close-next: true"])
    func mistakesAreNamed(line: String) throws {
        let fault = #expect(throws: ConfigurationFault.self) { try read(register: "  \(line)\n") }
        #expect(fault?.key == "register." + line.prefix { $0 != ":" })
    }

    @Test func officesThatShareAFolderPublishApart() throws {
        let workspace = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: workspace.file("pipelines"), withIntermediateDirectories: false)
        for name in ["a", "b"] {
            let text = DemoConfiguration.text.replacing(
                "{inbox: inbox, spool: spool}", with: "{inbox: \(name)/inbox, spool: \(name)/spool}")
            _ = try workspace.write(text.utf8, to: "pipelines/\(name).yaml")
        }
        let files = try Workspace(found: workspace.path).pipelines().map(\.register.published)
        #expect(files == ["a", "b"].map { workspace.file("annulled-\($0).json") })
    }
}
