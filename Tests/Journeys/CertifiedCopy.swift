import Foundation
import TestSupport
import Testing

/// A certified copy, held against everything that third parties can say about it.
struct CertifiedCopy {
    let office: OfficeFixture
    /// In the workspace.
    let path: String

    /// - Parameters:
    ///   - original: the scan; the copy begins with its bytes.
    ///   - algorithms: of leader and seal, in pyHanko's words.
    func expectSound(
        original: [UInt8],
        number: String,
        algorithms: [String] = ["rsassa_pss", "rsassa_pss"],
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let file = office.path(path)
        let bytes = try office.contents(path)
        #expect(bytes.starts(with: original), "begins with the input's bytes", sourceLocation: location)
        try expectSignatures(file, algorithms, location)
        try expectWords(file, number, location)
        try expectNoWorse(file, than: original, location)
    }

    private func expectSignatures(_ file: String, _ algorithms: [String], _ location: SourceLocation) throws {
        let judged = try #require(try SignatureJudge.pyHanko([file], root: office.root).first)
        // The scan may have brought signatures of its own.
        let ours = judged.suffix(2)
        try #require(ours.count == 2, "two signatures", sourceLocation: location)
        for signature in ours {
            #expect(signature.failure == nil, sourceLocation: location)
            #expect(signature.intact && signature.trusted && signature.bottomLine, sourceLocation: location)
        }
        #expect(ours.map(\.algorithm) == algorithms, sourceLocation: location)
        let (leader, seal) = (ours[ours.startIndex], ours[ours.startIndex + 1])
        let atMost = ["NONE", "LTA_UPDATES", "FORM_FILLING"]
        #expect(atMost.contains(leader.modifications ?? ""), sourceLocation: location)
        #expect(seal.wholeFile && seal.modifications == "NONE", sourceLocation: location)

        let pdfsig = try SignatureJudge.pdfsig(file, root: office.root)
        let count = { (words: String) in pdfsig.components(separatedBy: words).count - 1 }
        #expect(count("Signature is Valid.") == 2, "\(pdfsig)", sourceLocation: location)
        #expect(count("Certificate is Trusted.") == 2, "\(pdfsig)", sourceLocation: location)
    }

    private func expectWords(_ file: String, _ number: String, _ location: SourceLocation) throws {
        let pages = try Tool.run("qpdf", ["--show-npages", file]).output.trimmingCharacters(in: .newlines)
        let text = try Tool.run("pdftotext", ["-layout", "-f", pages, "-l", pages, file, "-"]).output
        let date = try Tool.run("date", ["+Ngày %d tháng %m năm %Y"], environment: ["TZ": "Asia/Ho_Chi_Minh"]).output
        for words in [
            "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "CHỦ TỊCH", "Nguyễn Văn A", "UBND xã Phú Cường",
            "Số chứng thực: \(number)", date.trimmingCharacters(in: .newlines),
        ] {
            #expect(text.contains(words), "\(text)", sourceLocation: location)
        }
        let fonts = try Tool.run("pdffonts", ["-f", pages, "-l", pages, file]).output.split(separator: "\n").dropFirst(
            2)
        #expect(!fonts.isEmpty, sourceLocation: location)
        for font in fonts {
            // The columns from the right: object number, generation, Unicode map, subset, embedded.
            #expect(font.split(separator: " ").dropLast(4).last == "yes", "\(font)", sourceLocation: location)
        }
    }

    private func expectNoWorse(_ file: String, than original: [UInt8], _ location: SourceLocation) throws {
        let scan = office.outside("judged-\(UUID().uuidString).pdf")
        try Data(original).write(to: URL(fileURLWithPath: scan))
        let (before, after) = (try Tool.run("qpdf", ["--check", scan]), try Tool.run("qpdf", ["--check", file]))
        #expect(after.status <= before.status, "\(after.output)\(after.errors)", sourceLocation: location)
    }

    /// The one mail to an address: what a recipient's mail program shows.
    func expectMail(
        to address: String,
        number: String,
        documentType: String = "Giấy tờ khác",
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let mails = try Mail.all(in: office.path("mail")).filter { $0.to.contains(address) }
        try #require(mails.count == 1, sourceLocation: location)
        let mail = mails[0]
        #expect(mail.defects.isEmpty, sourceLocation: location)
        #expect(mail.from == "UBND xã Phú Cường <chungthuc@phucuong.example>", sourceLocation: location)
        let subject = "Bản sao điện tử có chứng thực: \(documentType), số \(number)"
        #expect(mail.subject == subject, sourceLocation: location)
        for words in ["Kính gửi:", "bản sao điện tử được chứng thực từ bản chính", "Số chứng thực: \(number)"] {
            #expect(mail.text.contains(words), sourceLocation: location)
        }
        let name = "\(documentType) - chứng thực \(number.replacing("/", with: "-")).pdf"
        #expect(mail.attachments.map(\.name) == [name], sourceLocation: location)
        #expect(mail.attachments.map(\.type) == ["application/pdf"], sourceLocation: location)
        let sealed = try Tool.run("sha256sum", [office.path(path)]).output.prefix(64)
        #expect(mail.attachments.map(\.sha256) == [String(sealed)], sourceLocation: location)
    }
}
