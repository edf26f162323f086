import Certification
import Ledger
import TestSupport
import Testing

/// What is forgotten is nowhere in the ledger's files: not in rows, nor in the index, nor on pages that were freed.
@Suite struct ForgettingTests {
    private let identity = "151804051"
    /// Three letters that nobody else's name has: the index keeps names by threes, and of alike ones only what differs.
    private let secrets = ["Zqx", "zqx", "0375560786", "thu@rieng.example", "Xóm Vắng"]

    private func applicant() throws -> Applicant {
        .account(
            try IdentityNumber(identity),
            try Applicant.Contact(
                name: "Zqxw Thị Thu", phone: PhoneNumber("0375560786"), email: EmailAddress("thu@rieng.example")))
    }

    private func cancelled(_ office: TestOffice) async throws -> DossierCode {
        let form = try DossierForm(
            applicant: applicant(), documentType: DocumentType(slug: "giay-khai-sinh", name: "Giấy khai sinh"),
            note: "ở Xóm Vắng")
        let code = try await office.takeIn("scan.pdf", form: form)
        try await office.advance(code, .cancel(reason: "thôi"))
        return code
    }

    @Test func ofACancelledDossierAndItsAccount() async throws {
        let office = try TestOffice()
        // Others, so that there are pages and words that stay.
        for index in 0..<40 { _ = try await office.takeIn("other \(index).pdf") }
        guard case .account(_, let contact) = try applicant() else { return }
        let account = try Account(
            identity: IdentityNumber(identity), contact: contact, address: "Xóm Vắng, Xã Đông Phương")
        try await office.ledger.save(account, isNew: true, office.occasion())
        let code = try await cancelled(office)
        var filter = DossierFilter()
        filter.search = "zqxw"
        #expect(try await office.ledger.dossiers(filter).map(\.code) == [code])
        try office.ledger.emptyLog()
        for secret in secrets { #expect(try office.bytesHold(secret), "\(secret) was there") }

        try await office.ledger.forget(try IdentityNumber(identity), office.occasion())
        try office.ledger.emptyLog()
        for secret in secrets + [identity] { #expect(try !office.bytesHold(secret), "\(secret)") }
        #expect(try await office.ledger.dossiers(filter).isEmpty)
        filter.search = "thu@example.vn"
        #expect(try await office.ledger.dossiers(filter).count == 40)
        let left = try await office.ledger.dossier(code).form
        #expect(left.applicant == nil && left.note.isEmpty && left.documentType?.slug == "giay-khai-sinh")
        #expect(try await office.findings() == [])
        await #expect(throws: LedgerFault.unknownAccount) {
            try await office.ledger.forget(try IdentityNumber(identity), office.occasion())
        }
    }

    @Test func alsoWhileSomebodyElseHasTheLedgerOpen() async throws {
        let office = try TestOffice()
        _ = try await cancelled(office)
        let reader = try Ledger.open(path: office.path, access: .readOnly)
        #expect(try await reader.accounts(AccountFilter()).isEmpty)
        try await office.ledger.forget(try IdentityNumber(identity), office.occasion())
        // Nobody is in the middle of reading: the log is cut off although the ledger is open elsewhere.
        try office.ledger.emptyLog()
        for secret in secrets { #expect(try !office.bytesHold(secret), "\(secret)") }
        try reader.close()
    }
}
