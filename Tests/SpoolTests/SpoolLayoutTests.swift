import Foundation
import Spool
import TestSupport
import Testing

@Suite struct SpoolLayoutTests {
    @Test func theFoldersOfTheContract() throws {
        let root = try TemporaryDirectory()
        let layout = SpoolLayout(
            workspace: root.path,
            documentTypes: ["giay-khai-sinh"],
            signers: ["chu-tich"],
            books: ["so-2026"]
        )
        try layout.create()
        try layout.create()
        _ = try layout.makeAndOpen(.sent(year: 2026, month: 3, day: 9))
        let found = try Tool.run("find", [".", "-mindepth", "1", "-type", "d"], directory: root.path).output
        #expect(
            Set(found.split(separator: "\n")) == [
                "./inbox", "./inbox/giay-khai-sinh", "./inbox/refused", "./inbox/appointments",
                "./inbox/appointments/done", "./spool", "./spool/scanned",
                "./spool/scanned/submit", "./spool/scanned/cancel", "./spool/scanned/rejected",
                "./spool/scanned/cancelled", "./spool/awaiting-signature", "./spool/awaiting-signature/sign",
                "./spool/awaiting-signature/sign/chu-tich", "./spool/awaiting-signature/reject",
                "./spool/awaiting-seal", "./spool/awaiting-seal/stamp", "./spool/awaiting-seal/stamp/so-2026",
                "./spool/awaiting-seal/reject",
                "./spool/.state/kept", "./spool/.state/revocation", "./spool/outbox", "./spool/outbox/failed",
                "./spool/outbox/resend",
                "./spool/outbox/sent",
                "./spool/outbox/sent/2026", "./spool/outbox/sent/2026/03", "./spool/outbox/sent/2026/03/09",
                "./spool/.state", "./spool/.state/work", "./spool/.state/messages",
            ]
        )
        #expect(try layout.open(.state).status().permissions == 0o700)
        #expect(layout.path(of: .signAs(signer: "chu-tich")).hasSuffix("spool/awaiting-signature/sign/chu-tich"))
        #expect(layout.ledgerPath(of: "a.pdf", in: .outbox)?.display == "spool/outbox/a.pdf")
        #expect(try layout.gestureFolders.allSatisfy { try layout.open($0).status().kind == .directory })
    }

    @Test func configuredFoldersMayLieOutside() throws {
        let root = try TemporaryDirectory()
        let layout = SpoolLayout(workspace: root.file("w"), inbox: root.file("in"), spool: "offices/a")
        try layout.create()
        #expect(layout.path(of: .inbox) == root.file("in"))
        #expect(layout.path(of: .work) == root.file("w/offices/a/.state/work"))
        #expect(layout.ledgerPath(of: "a", in: .inbox)?.isAbsolute == true)
    }

    @Test func aLinkInPlaceOfADeskIsRefused() throws {
        let root = try TemporaryDirectory()
        let layout = SpoolLayout(workspace: root.path)
        try layout.create()
        let sign = layout.path(of: .sign)
        try FileManager.default.removeItem(atPath: sign)
        try FileManager.default.createSymbolicLink(atPath: sign, withDestinationPath: "/tmp")
        #expect(throws: SpoolFault.self) { _ = try layout.open(.sign) }
    }

    @Test func faultsSpeakBothLanguages() {
        let fault = SpoolFault.system(.write, path: "spool/a.pdf", errno: ENOSPC)
        #expect(fault.code == "disk-full")
        #expect(fault.exitCode == .temporary)
        #expect(fault.message.vietnamese == "Không thể ghi “spool/a.pdf”: ổ đĩa đã đầy.")
        #expect(fault.message.english == "Cannot write 'spool/a.pdf': No space left on device.")
    }
}
