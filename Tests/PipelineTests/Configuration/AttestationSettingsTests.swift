import Certification
import TestSupport
import Testing

@testable import Pipeline

/// The section `attestation` of a pipeline's configuration.
struct AttestationSettingsTests {
    /// The demo's configuration with another section.
    private func settings(_ section: String) throws -> AttestationSettings {
        let workspace = try TemporaryDirectory()
        let text = DemoConfiguration.text.replacing("attestation:\n  placement: new-page\n", with: section)
        try #require(section.isEmpty || text.contains(section))
        _ = try workspace.write(text.utf8, to: "office.yaml")
        let reader = ConfigurationReader(workspace: workspace.path, file: "office.yaml")
        return try reader.read(name: "office").attestation
    }

    @Test func aNewPageWithAQRCodeIsTheDefault() throws {
        let settings = try settings("")
        #expect(settings.placementWhenSigned == nil)
        #expect(settings.placement == .newPage && settings.hasQRCode && settings.verificationURL == nil)
        #expect(settings.template == .standard)
    }

    @Test func everyKeyIsRead() throws {
        let settings = try settings(
            """
            attestation:
              placement: {page: first, x: 10mm, y: 20mm}
              placement-when-signed: {page: 2, x: 1mm, y: 2mm}
              qr: false
              verification-url: https://chungthuc.example.vn/{code}
              template: |
                # LỜI CHỨNG

                Số {number}, quyển {book}, ngày {date}.
                {document-type}

            """
        )
        #expect(settings.placement == .onPage(.first, at: .init(x: 10, y: 20)))
        #expect(settings.placementWhenSigned == .onPage(.number(2), at: .init(x: 1, y: 2)))
        #expect(!settings.hasQRCode)
        #expect(settings.verificationURL == "https://chungthuc.example.vn/{code}")
        #expect(settings.template.lines.map(\.isHeading) == [true, false, false, false])
        #expect(settings.template.lines[3].pieces == [.value(.documentType)])
    }

    /// Where in the text of `template: |` the mistake is, and the words that name it.
    @Test(arguments: [
        ("Số {number}\nNgày {date}\n{nguoi-ky}", 3, "{nguoi-ky}"),
        ("Số {number}\nNgày {date", 2, "{"),
        ("# Số {number}\nNgày {date}", 1, "{number}"),
        ("Số {number}\n\nNgày {date} {number}", 3, "{number}"),
        ("Ngày {date}", 1, "{number}"),
        ("Số {number}", 1, "{date}"),
    ])
    func mistakesInTheTemplateNameTheirLine(text: String, line: Int, words: String) throws {
        let mistake = #expect(throws: AttestationTemplate.Mistake.self) { try AttestationTemplate(text: text) }
        #expect(mistake?.line == line)
        #expect(mistake?.message.vietnamese.contains(words) == true)
        let indented = text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }.joined()
        let fault = #expect(throws: ConfigurationFault.self) {
            try settings("attestation:\n  template: |\n\(indented)")
        }
        let start = try #require(
            DemoConfiguration.text.split(separator: "\n", omittingEmptySubsequences: false)
                .firstIndex { $0.hasPrefix("attestation:") }
        )
        // The section begins on line start + 1, its template on the next.
        #expect(fault?.line == start + 2 + line)
        #expect(fault?.key == "attestation.template" && fault?.exitCode == .configuration)
    }

    @Test(arguments: ["qr: maybe", "verification-url: ftp://x", "verification-url: chungthuc.vn", "seal: x"])
    func otherMistakesAreNamed(entry: String) throws {
        let fault = #expect(throws: ConfigurationFault.self) { try settings("attestation:\n  \(entry)\n") }
        let key = try #require(entry.split(separator: ":").first)
        #expect(fault?.key == "attestation.\(key)")
    }
}
