import Delivery
import Testing

struct ShortTextTests {
    @Test("Vietnamese without marks in the 7-bit alphabet; strange signs become question marks")
    func plain() {
        let text = ShortText("UBND xã Phú Cường: “Giấy khai sinh” số 12/ĐT – Ánh\nđã trả 好.", encoding: .gsm7, limit: 3)
        #expect(text.text == "UBND xa Phu Cuong: \"Giay khai sinh\" so 12/DT - Anh da tra ?.")
        #expect(text.parts == 1)
        #expect(ShortText("Giấy tờ", encoding: .ucs2, limit: 1).text == "Giấy tờ")
    }

    @Test(
        "Parts are counted as telephones do, and the limit is kept",
        arguments: [
            (ShortText.Encoding.gsm7, 160, 1), (.gsm7, 161, 2), (.gsm7, 306, 2), (.gsm7, 307, 3), (.gsm7, 2000, 3),
            (.ucs2, 70, 1), (.ucs2, 71, 2), (.ucs2, 134, 2), (.ucs2, 135, 3), (.ucs2, 2000, 3),
        ])
    func parts(encoding: ShortText.Encoding, length: Int, parts: Int) {
        let text = ShortText(String(repeating: "a", count: length), encoding: encoding, limit: 3)
        #expect(text.parts == parts)
        #expect(text.text.hasSuffix("...") == (length == 2000))
        #expect(text.text.count <= (encoding == .gsm7 ? 459 : 201))
    }

    @Test("Signs of the extension table count twice")
    func extended() {
        #expect(ShortText(String(repeating: "[", count: 80), encoding: .gsm7, limit: 3).parts == 1)
        #expect(ShortText(String(repeating: "[", count: 81), encoding: .gsm7, limit: 3).parts == 2)
    }
}
