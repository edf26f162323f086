import Certification
import Faults
import Testing

/// What officers and citizens enter: numbers, addresses, names.
@Suite struct EntryTests {
    @Test(arguments: [
        ("151804051", ApplicantKind.citizen), (" 001091012345 ", .citizen), ("0108212803", .business),
        ("0108212803-001", .business), ("0100109106", .business),
    ])
    func identityNumbersAreRead(text: String, kind: ApplicantKind) throws {
        #expect(try IdentityNumber(text).applicantKind == kind)
    }

    @Test(arguments: [
        ("", "identity-missing"), ("15180405", "identity-invalid"), ("1518040511111", "identity-invalid"),
        ("15180405a", "identity-invalid"), ("0108212804", "tax-code-check-digit"),
        ("0108212813", "tax-code-check-digit"), ("0108212803-01", "identity-invalid"),
        ("٠108212803", "identity-invalid"),
    ])
    func wrongIdentityNumbersAreNamed(text: String, code: String) {
        let fault = #expect(throws: InvalidEntry.self) { try IdentityNumber(text) }
        #expect(fault?.code == code)
        #expect(fault?.field == "identity")
        #expect(fault?.exitCode == .data)
    }

    @Test(arguments: ["thunquyen@gmail.com", "a.b+c@example.vn", " thu@example.vn ", "thư@ví-dụ.vn", "x@a.b.c"])
    func addressesAreRead(text: String) throws {
        _ = try EmailAddress(text)
    }

    @Test(arguments: [
        "thu", "@example.vn", "thu@", "thu@example", "thu@@example.vn", "thu nguyen@example.vn", "a..b@example.vn",
        ".a@example.vn", "thu@-example.vn", "thu@example..vn", "<thu@example.vn>", "thu@example.vn\r\nBcc: x@y.vn",
        "a,b@example.vn", "\"a b\"@example.vn", "thu@exam\u{202E}ple.vn", "thu\u{0}@example.vn", "thu@[127.0.0.1]",
        String(repeating: "a", count: 65) + "@example.vn",
    ])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(throws: InvalidEntry(.email, .email)) { try EmailAddress(text) }
    }

    @Test(arguments: ["0942077843", "+84942077843", "0942 077 843", "0942.077.843"])
    func phoneNumbersAreReadInTheirForms(text: String) throws {
        #expect(try PhoneNumber(text).text == "0942077843")
    }

    @Test(arguments: ["0142077843", "094207784", "09420778430", "84942077843", "+850942077843", "0942o77843"])
    func wrongPhoneNumbersAreRefused(text: String) {
        #expect(throws: InvalidEntry(.phone, .phone)) { try PhoneNumber(text) }
    }

    @Test func bookNamesGetTheirSuffixOnce() throws {
        #expect(try BookName("598").text == "598/ĐT")
        #expect(try BookName("598/ĐT").text == "598/ĐT")
        #expect(try BookName(" Sổ Nga/đt ").text == "Sổ Nga/ĐT")
        #expect(throws: InvalidEntry(.bookName, .missing)) { try BookName(" /ĐT") }
        #expect(throws: InvalidEntry.self) { try BookName("a\nb") }
    }

    @Test func formsSayWhatIsMissing() throws {
        #expect(try DossierForm().missing == [.applicant, .documentType])
        #expect(throws: InvalidEntry.self) { try DossierForm(copies: 0) }
        #expect(throws: InvalidEntry.self) { try DossierForm(note: "hai\ndòng") }
        let form = try DossierForm(
            applicant: .email(EmailAddress("thu@example.vn")),
            documentType: DocumentType(slug: "giay-khai-sinh", name: "Giấy khai sinh")
        )
        #expect(form.isComplete)
    }

    @Test func everyFaultSpeaksBothLanguages() {
        let problems: [InvalidEntry.Problem] = [
            .missing, .identityLength, .taxCheckDigit, .email, .phone, .date, .number(allowed: 1...9), .officeCode,
            .text(limit: 9),
        ]
        for fault in problems.map({ InvalidEntry(.name, $0) }) {
            for wording in [fault.message, fault.remedy] {
                #expect(!wording.vietnamese.isEmpty && !wording.english.isEmpty)
                #expect(wording.vietnamese != wording.english)
            }
        }
    }
}
