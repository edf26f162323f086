import Certification
import Testing

struct ReasonTests {
    @Test(arguments: [
        "", "   ", "\n\t", "hai\ndòng", "chuông\u{7}", "\u{2028}x\u{2028}y", String(repeating: "á", count: 501),
    ])
    func refused(entered: String) {
        #expect(throws: InvalidEntry.self) { try Reason(entered) }
    }

    @Test func kept() throws {
        #expect(try Reason("  Bản mờ  ").text == "Bản mờ")
        #expect(try Reason(String(repeating: "á", count: 500)).text.count == 500)
    }

    @Test func ofAFile() {
        #expect(Reason(lines: "Bản\r\n mờ\u{7}\n\n quá ")?.text == "Bản mờ quá")
        #expect(Reason(lines: " \n\u{0} ") == nil)
        #expect(Reason(lines: String(repeating: "á", count: 900))?.text.count == 500)
    }
}
