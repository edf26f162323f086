import Foundation
import TestSupport

/// Files that intake refuses, each written into a workspace, with the code of the reason.
final class StrangeFiles {
    private let workspace: TemporaryDirectory
    private(set) var codes: [(path: String, code: String)] = []

    init() throws {
        workspace = try TemporaryDirectory("strange")
        let sound = BlankDocument.bytes()
        try add("text.pdf", Array("Kính gửi Ủy ban nhân dân xã".utf8), "not-a-pdf")
        try add("empty.pdf", [], "empty-file")
        try add("junk-first.pdf", Array("\r\n".utf8) + sound, "not-a-pdf")
        try add("header-only.pdf", Array("%PDF-1.7\n".utf8), "pdf-beyond-repair")
        try add("truncated.pdf", Array(BlankDocument.bytes(pages: 20).prefix(1_000)), "pdf-truncated")
        try add("no-pages.pdf", BlankDocument.bytes(pages: 0), "pdf-no-pages")
        try add("poster.pdf", BlankDocument.bytes(mediaBox: "[0 0 200000 200000]"), "pdf-page-too-large")
        try addForm()
        try addEncrypted(from: workspace.write(sound, to: "sound.pdf"))
    }

    private func add(_ name: String, _ bytes: [UInt8], _ code: String) throws {
        codes.append((try workspace.write(bytes, to: name), code))
    }

    /// qpdf puts the offsets right.
    private func addForm() throws {
        let form = String(decoding: BlankDocument.bytes(), as: UTF8.self).replacingOccurrences(
            of: "/Pages 2 0 R >>", with: "/Pages 2 0 R /AcroForm << /Fields [] /XFA [] >> >>"
        )
        let draft = try workspace.write(form.utf8, to: "form.pdf")
        try Tool.run("qpdf", [draft, workspace.file("xfa.pdf")])
        codes.append((workspace.file("xfa.pdf"), "pdf-xfa-form"))
    }

    /// With a password for opening, and with one only for changing.
    private func addEncrypted(from sound: String) throws {
        for (name, password) in [("locked", "mở"), ("restricted", "")] {
            for bits in ["40", "128", "256"] {
                let path = workspace.file("\(name)-\(bits).pdf")
                try Tool.run("qpdf", ["--allow-weak-crypto", "--encrypt", password, "chủ", bits, "--", sound, path])
                codes.append((path, "pdf-encrypted"))
            }
        }
    }
}
