import Certification
import Testing

@Suite struct DossierCodeTests {
    private static let office = "G22.99"

    @Test func codesAreWrittenInBothStyles() throws {
        let office = try OfficeCode(DossierCodeTests.office)
        let day = try #require(CivilDate(year: 2026, month: 11, day: 23))
        #expect(DossierCode(office: office, day: day, number: 1, style: .dayMonthYear)?.text == "G22.99-231126-000001")
        #expect(DossierCode(office: office, day: day, number: 1, style: .yearMonthDay)?.text == "G22.99-261123-000001")
        #expect(DossierCode(office: office, day: day, number: 1_000_000, style: .yearMonthDay) == nil)
        #expect(DossierCode(office: office, day: day, number: 0, style: .yearMonthDay) == nil)
    }

    @Test func theGuidesCodeIsRead() throws {
        let code = try #require(DossierCode("G22.99-290620-010005"))
        #expect(code.office.text == "G22.99")
        #expect(code.number == 10_005)
        #expect(code.day(style: .dayMonthYear) == CivilDate(year: 2020, month: 6, day: 29))
        #expect(code.text == "G22.99-290620-010005")
    }

    @Test(arguments: [
        "G22.99-231126-000001 Nguyễn Thị Thu.pdf", "G22.99-231126-000001.pdf", "G22.99-231126-000001",
        "G22.99-231126-000001_x",
    ])
    func aFileNameBeginsWithItsCode(name: String) {
        #expect(DossierCode(headOfFileName: name.utf8)?.text == "G22.99-231126-000001")
    }

    @Test func bytesThatAreNoTextMayFollow() {
        #expect(DossierCode(headOfFileName: Array("G22.99-231126-000001".utf8) + [0xff, 0xfe]) != nil)
    }

    @Test(arguments: [
        "", "scan.pdf", "G22.99-231126-0000012.pdf", "G22.99-231126-000001x.pdf", "G22.99-991399-000001.pdf",
        "G22.99-231126-000000.pdf", "-231126-000001.pdf", "G22 99-231126-000001.pdf", "G22.99-23112-0000001.pdf",
        " G22.99-231126-000001.pdf", "G22.99–231126–000001.pdf", "G22.99-٢٣١126-000001",
    ])
    func whatIsNoCodeIsNotTakenForOne(name: String) {
        #expect(DossierCode(headOfFileName: name.utf8) == nil)
    }

    @Test func codesSortByOfficeDayAndNumber() throws {
        let texts = ["A-010126-000002", "A-010126-000010", "A-020126-000001", "B-010126-000001"]
        let codes = try texts.map { try #require(DossierCode($0)) }
        #expect(codes.shuffled().sorted().map(\.text) == texts)
    }
}
