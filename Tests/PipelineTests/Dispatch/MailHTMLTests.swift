import Testing

@testable import Pipeline

/// The page beside the plain text of a mail.
struct MailHTMLTests {
    @Test("Text stays text, whatever stands in it; paragraphs, lines, indents and addresses become what they are")
    func page() {
        let page = MailHTML.page(
            """
            Kính gửi: <b>"A" & B</b>

              Số: 1/ĐT
            https://chungthuc.example.vn/tep/1.pdf?a="b"&c=d
            xem https://chungthuc.example.vn

            """)
        #expect(page.contains("<p>Kính gửi: &lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;</p>\n"))
        #expect(page.contains("<p>&nbsp;&nbsp;Số: 1/ĐT<br>\n"))
        let address = "https://chungthuc.example.vn/tep/1.pdf?a=&quot;b&quot;&amp;c=d"
        #expect(page.contains("<a href=\"\(address)\">\(address)</a><br>\nxem https://chungthuc.example.vn</p>"))
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"vi\">") && page.contains("charset=\"utf-8\""))
    }
}
