import Certification
import Ledger
import Testing

@Suite struct DossierListTests {
    private func office() async throws -> TestOffice {
        let office = try TestOffice()
        let type = DocumentType(slug: "cmnd", name: "Chứng minh nhân dân")
        let citizen = Applicant.account(
            try IdentityNumber("151804051"),
            try Applicant.Contact(name: "Nguyễn Thị Thu", phone: PhoneNumber("0942077843"))
        )
        let business = Applicant.account(
            try IdentityNumber("0108212803"), try Applicant.Contact(name: "Công ty Đông Đô")
        )
        for applicant in [citizen, business, .email(try EmailAddress("huentn@gmail.com"))] {
            let form = try DossierForm(applicant: applicant, documentType: type, note: "100% gấp")
            _ = try await office.takeIn("\(applicant.kind).pdf", form: form)
        }
        return office
    }

    @Test(arguments: [
        ("nguyen thu", 1), ("Nguyễn", 1), ("NGUYỄN THỊ", 1), ("dong do", 1), ("151804051", 1), ("huentn@", 1),
        ("chung minh", 3), ("100%", 3), ("%", 3), ("_", 0), ("0942077843", 1), ("231126-000002", 1),
        ("citizen.pdf", 1), ("nguyen dong", 0), ("", 3),
    ])
    func searchFindsWithAndWithoutDiacritics(search: String, count: Int) async throws {
        let office = try await office()
        var filter = DossierFilter()
        filter.search = search
        #expect(try await office.ledger.count(filter) == count)
        #expect(try await office.ledger.dossiers(filter).count == count)
    }

    @Test func filtersNarrowTheList() async throws {
        let office = try await office()
        func codes(_ change: (inout DossierFilter) -> Void) async throws -> [Int] {
            var filter = DossierFilter()
            change(&filter)
            return try await office.ledger.dossiers(filter).map(\.code.number)
        }
        #expect(try await codes { _ in } == [1, 2, 3])
        #expect(try await codes { $0.kinds = [.citizen, .email] } == [1, 3])
        #expect(try await codes { $0.states = [.delivered, .awaitingSeal] } == [])
        #expect(try await codes { $0.states = [.scanned] } == [1, 2, 3])
        let second = try await codes {
            $0.limit = 1
            $0.offset = 1
        }
        #expect(second == [2])
        #expect(try await codes { $0.from = office.moment() } == [1, 2, 3])
        #expect(try await codes { $0.until = office.moment() } == [])
        let other = try OfficeCode("H1")
        #expect(try await codes { $0.office = other } == [])
    }

    @Test func theFormIsKeptAsItWas() async throws {
        let office = try await office()
        let first = try #require(try await office.ledger.dossiers().first)
        #expect(first.form.applicant?.displayName == "Nguyễn Thị Thu")
        #expect(first.form.applicant?.kind == .citizen)
        #expect(first.form.applicant?.contact?.phone?.text == "0942077843")
        #expect(first.form.documentType?.name == "Chứng minh nhân dân")
        try await office.ledger.updateForm(first.code, to: DossierForm(), office.occasion())
        #expect(try await office.ledger.dossier(first.code).form == DossierForm())
        #expect(try await office.ledger.history(first.code).map(\.content.kind.text) == ["take-in", "edit"])
        // The same form again is no event.
        try await office.ledger.updateForm(first.code, to: DossierForm(), office.occasion())
        #expect(try await office.ledger.history(first.code).count == 2)
        #expect(try await office.findings() == [])
    }

    @Test func aSealedCopyIsKnownByItsBytes() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        let hash = try await office.ledger.dossier(code).file.hash
        try await office.advance(code, .deliver)
        #expect(try await office.ledger.dossier(withSealedHash: hash)?.code == code)
        // Neither the scan nor the copy without seal is a certified copy.
        let history = try await office.ledger.history(code)
        for event in history where event.content.fileHash != hash {
            guard let earlier = event.content.fileHash else { continue }
            #expect(try await office.ledger.dossier(withSealedHash: earlier) == nil)
        }
        try await office.ledger.annul(code, reason: "chứng thực sai", office.occasion("head"))
        let annulled = try #require(try await office.ledger.dossier(withSealedHash: hash))
        #expect(annulled.state == .annulled && annulled.reason == "chứng thực sai")
        await #expect(throws: LedgerFault.notAllowed(code, .annulled, .annul)) {
            try await office.ledger.annul(code, reason: "x", office.occasion("head"))
        }
        #expect(try await office.findings() == [])
    }
}
