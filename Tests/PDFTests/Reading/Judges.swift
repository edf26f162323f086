import TestSupport
import Testing

/// qpdf and poppler agree that the file is sound and has so many pages.
func expectSound(_ bytes: [UInt8], pages: Int, _ comment: Comment? = nil) throws {
    let workspace = try TemporaryDirectory("judges")
    let path = try workspace.write(bytes, to: "file.pdf")
    let check = try Tool.run("qpdf", ["--check", path])
    #expect(check.status == 0, "\(comment ?? "") \(check.output) \(check.errors)")
    let info = try Tool.run("pdfinfo", [path])
    #expect(info.status == 0 && info.errors.isEmpty, "\(comment ?? "") \(info.errors)")
    #expect(info.output.contains("Pages:           \(pages)\n"), "\(comment ?? "") \(info.output)")
}
