import Certification
import Foundation
import PDF
import TestSupport
import Testing

@testable import Pipeline

/// An attestation as an office would make it.
struct SampleAttestation {
    var template = AttestationTemplate.standard
    var office = "UBND xã Phú Cường"
    var name = "Nguyễn Văn A"
    var title = "CHỦ TỊCH"
    var documentType = "Giấy khai sinh"
    var books: [(name: String, next: Int)] = [("2026", 12)]
    var hasQRCode = true
    var verificationURL: String?
    var placement = AttestationPlacement.newPage
    var code = "G22.99-231126-000001"
    var pages = "2"
    var secondOfDay = 34_200

    func attestation() throws -> Attestation {
        var canvas = try Canvas(width: 140, height: 65)
        canvas.fill([Rect(x: 0, y: 0, width: 140, height: 65)], color: .inkBlue)
        let date = try #require(CivilDate(year: 2026, month: 11, day: 23))
        let time = LocalTime(date: date, secondOfDay: secondOfDay, offsetMinutes: 420)
        let number = RegisterNumber(books.map(\.next).max() ?? 1)
        return Attestation(
            template: template,
            values: [
                .place: "xã Phú Cường", .signer: name, .title: title, .office: office,
                .code: code, .pages: pages, .documentType: documentType,
            ],
            expected: [
                .number: number.text, .book: try BookName(books[0].name).text, .date: SealRevision.text(of: date),
            ],
            office: office,
            signerName: name,
            signerTitle: title,
            code: code,
            picture: try canvas.finish(),
            sealSize: Size(width: .millimetres(36), height: .millimetres(36)),
            signedAt: time,
            hasQRCode: hasQRCode,
            verificationURL: verificationURL
        )
    }

    func layOut(as ground: Ground) throws -> AttestationLayout {
        switch ground {
        case .page: try attestation().layOutPage()
        case .block: try attestation().layOutBlock()
        }
    }

    enum Ground: CaseIterable {
        case page, block
    }
}

extension AttestationLayout {
    /// Where poppler finds the words of the page, or of the block, and of the signature's field: in points from the
    /// sheet's top left corner.
    func words() throws -> [Word] {
        var words = try page.map { try Word.all(in: $0) } ?? []
        for word in try Word.all(in: signature) {
            words.append(word.moved(x: signaturePlace.x, y: signaturePlace.y))
        }
        return words
    }
}

/// A word where poppler finds it.
struct Word {
    let text: String
    let place: Rect

    func moved(x: Double, y: Double) -> Word {
        Word(text: text, place: Rect(x: place.x + x, y: place.y + y, width: place.width, height: place.height))
    }

    /// The words of a drawing that is a page's only content.
    static func all(in drawing: Drawing) throws -> [Word] {
        let workspace = try TemporaryDirectory()
        let file = try workspace.write(SamplePage.showing(drawing), to: "drawing.pdf")
        return try all(on: 2, of: file)
    }

    static func all(on page: Int, of file: String) throws -> [Word] {
        let output = try Tool.run("pdftotext", ["-bbox", "-f", "\(page)", "-l", "\(page)", file, "-"]).output
        return try output.components(separatedBy: "<word ").dropFirst().map { word in
            func value(_ name: String) throws -> Double {
                let rest = try #require(word.components(separatedBy: "\(name)=\"").dropFirst().first)
                return try #require(Double(rest.prefix { $0 != "\"" }))
            }
            let (x, y) = (try value("xMin"), try value("yMin"))
            let place = Rect(x: x, y: y, width: try value("xMax") - x, height: try value("yMax") - y)
            return Word(text: String(word.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }), place: place)
        }
    }
}

/// A document of a scan's page, and a page of the drawing's size that shows it.
enum SamplePage {
    static func showing(_ drawing: Drawing) throws -> [UInt8] {
        let original = try DemoScan.make()
        let structure = try original.withUnsafeBytes { try DocumentReader($0, name: "sample").structure() }
        var revision = Revision(extending: structure)
        let (contents, resources) = try revision.addContents(
            showing: [Placement(try drawing.add(to: &revision), x: 0, y: 0)]
        )
        _ = try revision.appendPage([
            "MediaBox": .rect([0, 0, drawing.size.width, drawing.size.height]),
            "Contents": .reference(contents), "Resources": .dictionary(resources),
        ])
        return original + (try revision.serialized().bytes)
    }
}
