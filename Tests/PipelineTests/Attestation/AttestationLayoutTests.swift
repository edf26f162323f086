import Certification
import PDF
import TestSupport
import Testing

@testable import Pipeline

/// The attestation as poppler reads it: nothing cut off, nothing over each other, whatever the office puts in.
struct AttestationLayoutTests {
    static let longName = "Nguyễn Phúc Ái Tân Giác La Hồng Bảo Trân Tôn Nữ Thị Bạch Tuyết Mai Phương Thảo"
    static let longOffice =
        "ỦY BAN NHÂN DÂN XÃ "
        + "VĨNH PHÚ ĐÔNG LONG THÀNH MỸ HIỆP HÒA BÌNH AN THẠNH TRUNG NHỨT, HUYỆN PHỤNG HIỆP, THÀNH PHỐ CẦN THƠ"
    static let samples: [SampleAttestation] = [
        SampleAttestation(),
        SampleAttestation(name: longName),
        SampleAttestation(title: "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        SampleAttestation(office: longOffice, hasQRCode: false),
        SampleAttestation(office: longOffice, name: longName, title: "TUQ. CHỦ TỊCH\n" + longOffice),
        SampleAttestation(verificationURL: "https://chungthuc.example.vn/tra-cuu?ma={code}"),
    ]

    @Test(arguments: samples.indices, SampleAttestation.Ground.allCases)
    func everythingIsOnTheSheet(index: Int, ground: SampleAttestation.Ground) throws {
        let sample = Self.samples[index]
        let layout = try sample.layOut(as: ground)
        let words = try layout.words()
        for word in words {
            #expect(word.place.x >= -1 && word.place.x + word.place.width <= layout.size.width + 1, "\(word)")
            #expect(word.place.y >= -1 && word.place.y + word.place.height <= layout.size.height + 1, "\(word)")
        }
        let text = words.map(\.text).joined(separator: " ")
        let said = [sample.name, sample.office, sample.title] + ["23.11.2026 09:30:00 +07:00", "G22.99-231126-000001"]
        for words in said {
            #expect(text.contains(words.split(whereSeparator: \.isWhitespace).joined(separator: " ")), "\(text)")
        }
        for place in Array(layout.fields.values) + [layout.sealPlace, layout.signaturePlace] {
            #expect(place.x >= 0 && place.x + place.width <= layout.size.width + 0.01)
            #expect(place.y >= 0 && place.y + place.height <= layout.size.height + 0.01)
        }
    }

    /// The seal, real size, over the left third of the signature's picture.
    @Test(arguments: SampleAttestation.Ground.allCases)
    func theSealCoversAThirdOfTheSignature(ground: SampleAttestation.Ground) throws {
        let layout = try SampleAttestation().layOut(as: ground)
        var picture = layout.picturePlace
        picture.x += layout.signaturePlace.x
        picture.y += layout.signaturePlace.y
        let seal = layout.sealPlace
        #expect(abs(seal.width - .millimetres(36)) < 0.01 && abs(seal.height - .millimetres(36)) < 0.01)
        #expect(seal.x < picture.x)
        #expect(abs(seal.x + seal.width - picture.x - picture.width / 3) < 0.01)
        #expect(abs(seal.center.y - picture.center.y) < 0.01)
        // Wording above the signature stays readable.
        let wording = try layout.words().filter { $0.place.y < picture.y - 30 }
        #expect(wording.allSatisfy { $0.place.y + $0.place.height <= seal.y + 3 || $0.place.x > picture.x })
    }

    @Test(arguments: SampleAttestation.Ground.allCases)
    func textGoesOnRightBehindAField(ground: SampleAttestation.Ground) throws {
        var sample = SampleAttestation()
        sample.template = try AttestationTemplate(
            text: "Số chứng thực: {number}. Quyển số: {book}.\nNgày {date}, tại {place}"
        )
        let layout = try sample.layOut(as: ground)
        let date = try #require(layout.fields[.date])
        // As wide as the day of signing, which it nearly always is.
        let text = "23 tháng 11 năm 2026"
        let width = try #require(try TypeCase.cast(text).width(of: text, size: layout.textSize))
        #expect(abs(date.width - width) < 0.1)
        let comma = try #require(layout.words().first { $0.text == "," })
        #expect(abs(comma.place.x - date.x - date.width) < 0.5)
        let number = try #require(layout.fields[.number])
        let dot = try #require(layout.words().first { $0.text == "." })
        #expect(abs(dot.place.x - number.x - number.width) < 0.5)
    }

    /// What dossiers share is drawn once; what is one's own must never be seen on another's.
    @Test(arguments: SampleAttestation.Ground.allCases)
    func eachDossierShowsItsOwn(ground: SampleAttestation.Ground) throws {
        var other = SampleAttestation(name: "Trần Thị B", books: [("2026", 13)])
        other.code = "G22.99-241126-000777"
        other.pages = "7"
        other.secondOfDay = 40_271
        for (sample, time) in [
            (SampleAttestation(), "09:30:00"), (other, "11:11:11"), (SampleAttestation(), "09:30:00"),
        ] {
            let text = try sample.layOut(as: ground).words().map(\.text).joined(separator: " ")
            for own in [sample.code, "gồm \(sample.pages) trang", time, sample.name] { #expect(text.contains(own)) }
            let foreign = sample.code == other.code ? "G22.99-231126-000001" : other.code
            #expect(!text.contains(foreign), "\(text)")
        }
    }

    @Test func aFieldAtTheEndOfItsLineReachesToTheMargin() throws {
        let layout = try SampleAttestation().layOut(as: .page)
        for field in [AttestationTemplate.Field.number, .book] {
            let place = try #require(layout.fields[field])
            #expect(abs(place.x + place.width - .rightMargin) < 0.1)
        }
    }

    @Test func longLinesWrapAndCarryTheirFieldsAlong() throws {
        var sample = SampleAttestation()
        sample.documentType = "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất"
        sample.template = try AttestationTemplate(
            text: "Bản sao này được chứng thực từ bản chính {document-type}, số chứng thực {number}, quyển số {book}, "
                + "ngày {date}, tại {place}, bởi {signer}, {title}."
        )
        for ground in SampleAttestation.Ground.allCases {
            let layout = try sample.layOut(as: ground)
            let number = try #require(layout.fields[.number])
            let words = try layout.words()
            let before = try #require(words.last { $0.text == "thực" && $0.place.y < layout.sealPlace.y })
            #expect(
                before.place.y > (try #require(words.first { $0.text == "Bản" })).place.y + 10, "not the first line")
            #expect(abs(before.place.y - number.y) < 5, "on the line of its words")
            let overlaps = words.filter { word in
                layout.fields.values.contains { place in
                    abs(word.place.center.y - place.center.y) < 5 && word.place.x < place.x + place.width - 0.5
                        && word.place.x + word.place.width > place.x + 0.5
                }
            }
            #expect(overlaps.isEmpty, "\(overlaps)")
        }
    }

    @Test func aTextLongerThanAPageIsRefused() throws {
        var sample = SampleAttestation()
        let line = String(repeating: "Chứng thực bản sao đúng với bản chính. ", count: 150)
        sample.template = try AttestationTemplate(text: "\(line)\n{number} {date}")
        let fault = #expect(throws: PDFFault.self) { try sample.attestation().layOutPage() }
        #expect(fault?.code == "drawing-failed")
    }

    @Test func theQRCodeSaysWhereToLook() throws {
        let silent = try SampleAttestation().attestation().qrText
        #expect(silent.contains("Mã hồ sơ: G22.99-231126-000001\nCơ quan: UBND xã Phú Cường\n"))
        #expect(silent.contains("Đối chiếu"))
        let linked = SampleAttestation(verificationURL: "https://chungthuc.example.vn/{code}")
        #expect(try linked.attestation().qrText.hasSuffix("https://chungthuc.example.vn/G22.99-231126-000001"))
    }

    @Test(arguments: [0, 3, 5], SampleAttestation.Ground.allCases)
    func theQRCodeIsReadOffTheSheet(index: Int, ground: SampleAttestation.Ground) throws {
        var sample = Self.samples[index]
        sample.hasQRCode = true
        let workspace = try TemporaryDirectory()
        let layout = try sample.layOut(as: ground)
        let file = try workspace.write(SamplePage.showing(layout.page ?? layout.signature), to: "sheet.pdf")
        let options = ["-r", "150", "-gray", "-png", "-f", "2", "-singlefile"]
        try Tool.run("pdftoppm", options + [file, workspace.file("sheet")])
        let read = try Tool.run("zbarimg", ["--quiet", "--raw", workspace.file("sheet.png")]).output
        #expect(try read == sample.attestation().qrText + "\n")
    }

    /// Upright, bold and italic, each in two subsets: Latin-1 and the rest.
    @Test func pageSignatureCodeAndTimeShareTheirFonts() throws {
        let layout = try SampleAttestation().layOut(as: .page)
        let both = try #require(layout.page).covered(by: layout.signature, at: Point(x: 0, y: 0))
        let workspace = try TemporaryDirectory()
        let file = try workspace.write(SamplePage.showing(both), to: "both.pdf")
        let fonts = try Tool.run("pdffonts", ["-f", "2", file]).output.split(separator: "\n").dropFirst(2)
        #expect((4...6).contains(fonts.count), "\(fonts)")
        try Tool.run("qpdf", ["--check", file]).requireSuccess()
    }

    @Test func theSameSayingGivesTheSameDrawing() throws {
        func bytes() throws -> [UInt8] {
            let layout = try SampleAttestation().layOut(as: .page)
            return try SamplePage.showing(try #require(layout.page))
        }
        #expect(try bytes() == bytes())
    }
}

extension Double {
    /// The right edge of the text on a page of its own.
    fileprivate static var rightMargin: Double { .millimetres(190) }
}
