import Foundation
import TestSupport
import Testing

/// Who is forgotten stands in none of the office's notes any more, beside a daemon and without one.
@Suite(.blocking) struct ForgettingTests {
    private static let phone = "0375560786"

    /// Names of files below the spool and the inbox that hold a text, the ledger's among them.
    private func holders(of text: String, _ office: OfficeFixture) throws -> [String] {
        let found = try Tool.run(
            "grep",
            ["--recursive", "--fixed-strings", "--text", "--files-with-matches", text, "spool", "inbox"],
            directory: office.workspace)
        return found.output.split(separator: "\n").map(String.init).sorted()
    }

    @Test("sidecars, forms, notes, the portal's requests and the ledger", arguments: [true, false])
    func everywhere(besideDaemon: Bool) async throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk()
        let daemon = besideDaemon ? try Daemon(office) : nil
        try await daemon?.open()
        func round() throws { if daemon == nil { try office.run("run", "--once").requireSuccess() } }

        let slots = try office.slots()
        let wish = """
            {"applicant": {"identity": "151804051", "name": "Nguyễn Thị Thu", "phone": "\(Self.phone)"},
            "documentType": "giay-khai-sinh", "at": "\(slots[4])"}
            """
        try office.drop(Array(wish.utf8), "inbox/appointments/thu.json")
        let others = wish.replacing("151804051", with: "151804051123").replacing(Self.phone, with: "0988160992")
        try office.drop(Array(others.utf8), "inbox/appointments/other.json")
        let sidecars = [
            "scan.yaml": "applicant: {identity: '151804051', phone: '\(Self.phone)'}\ntype: giay-khai-sinh\n",
            "giay-khai-sinh__151804051.json": #"{"phone": "\#(Self.phone)", "email": "thu@example.vn"}"#,
        ]
        for (name, text) in sidecars {
            try office.drop(Array(text.utf8), "inbox/\(name)")
            let stem = name.split(separator: ".")[0]
            try office.drop(Scan.pdf(String(stem)), "inbox/\(stem).pdf")
        }
        try round()
        try await patiently("all is taken in") {
            try office.dossiers("--state", "scanned").count == 2 && office.exists("inbox/appointments/thu.answer.json")
                && office.exists("inbox/appointments/other.answer.json")
        }
        let appointment = try #require(try office.appointments().first { $0.account == "151804051" })
        try office.run("appointment", "cancel", appointment.code, "--reason", "Bận").requireSuccess()
        for dossier in try office.dossiers() {
            try office.run("cancel", dossier.code, "--reason", "Người yêu cầu rút").requireSuccess()
        }
        try await patiently("all messages are sent") { try office.files("spool/.state/messages").isEmpty }
        #expect(try holders(of: Self.phone, office).count >= 6)

        try office.run("account", "forget", "151804051").requireSuccess()
        for text in [Self.phone, "thu@example.vn", "Nguyễn Thị Thu"] {
            #expect(try holders(of: text, office).isEmpty == (text != "Nguyễn Thị Thu"), "\(text)")
        }
        // The other one's request, who shares the name and whose number begins like hers.
        #expect(
            try holders(of: "Nguyễn Thị Thu", office).filter { $0.hasPrefix("inbox") } == [
                "inbox/appointments/done/other.json", "inbox/appointments/other.answer.json",
            ])
        #expect(try office.dossiers().allSatisfy { $0.applicant == nil })
        #expect(try office.run("account", "forget", "151804051").status == 66)
        if let daemon { #expect(try await daemon.stop() == 0) }
        #expect(try office.run("audit").status == 0)
    }
}
