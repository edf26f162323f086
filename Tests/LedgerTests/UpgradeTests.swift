import Certification
import Foundation
import Ledger
import TestSupport
import Testing

/// Ledgers that older versions wrote (`Tests/Older`), opened by this one.
@Suite struct UpgradeTests {
    private final class Upgraded {
        let folder: TemporaryDirectory
        let ledger: Ledger
        let path: String

        init(_ unpack: String, file: String) throws {
            folder = try TemporaryDirectory("upgrade")
            path = folder.file(file)
            let source = Repository.root + "/Tests/Older/"
            try Tool.run("bash", ["-c", unpack.replacing("SOURCE/", with: source)], directory: folder.path)
                .requireSuccess()
            ledger = try Ledger.open(path: path, access: .readWrite)
        }

        static func first() throws -> Upgraded {
            try Upgraded("tar -xzf SOURCE/schema-1-spool.tgz", file: "spool/.state/ledger.sqlite")
        }

        static func fifth() throws -> Upgraded {
            try Upgraded("gunzip < SOURCE/schema-5-ledger.sqlite.gz > ledger.sqlite", file: "ledger.sqlite")
        }

        func findings() async throws -> [AuditFinding] {
            let collector = Collector()
            _ = try await ledger.audit { collector.add($0) }
            return collector.findings
        }
    }

    private let occasion = Occasion(
        at: LocalTime(date: CivilDate(daysSince1970: 20_785), secondOfDay: 9 * 3600, offsetMinutes: 420).moment,
        actor: "clerk")

    @Test("dossiers, numbers and deliveries of the first version are as they were, and under today's chain")
    func first() async throws {
        let old = try Upgraded.first()
        let dossiers = try await old.ledger.dossiers(DossierFilter())
        #expect(
            dossiers.map(\.state) == [
                .delivered, .outbox, .awaitingSeal, .rejected, .cancelled, .awaitingSignature, .delivered,
            ])
        #expect(dossiers.compactMap { $0.registration?.number.text } == ["1/ĐT", "3/ĐT", "2/ĐT"])
        #expect(dossiers.allSatisfy { $0.form.agreedDays == 0 && $0.appointment == nil && $0.rating == nil })
        let deliveries = try await old.ledger.deliveries(of: dossiers[1].code)
        #expect(deliveries.map(\.status) == [.pending] && deliveries.first?.attempts.isEmpty == false)
        #expect(try await old.ledger.deliveries(of: dossiers[0].code).map(\.status) == [.sent])
        #expect(try await old.findings() == [])
        var filter = DossierFilter()
        filter.search = "awaitingseal"
        #expect(try await old.ledger.dossiers(filter).map(\.code) == [dossiers[2].code], "the index is made of them")
        // An edit of what was decided before the chain covered it is found now.
        try Tool.run("sqlite3", [old.path, "UPDATE deliveryAttempt SET detail = 'x' WHERE delivery = 1"])
            .requireSuccess()
        #expect(try await !old.findings().isEmpty)
    }

    @Test("what has come since works in them: accounts, appointments and their messages", arguments: [1, 5])
    func newThings(version: Int) async throws {
        let old = version == 1 ? try Upgraded.first() : try Upgraded.fifth()
        let identity = try IdentityNumber("151804051")
        let account = try Account(identity: identity, contact: Applicant.Contact(name: "Nguyễn Thị Thu"))
        let draft = AppointmentDraft(
            slot: AppointmentSlot(date: CivilDate(daysSince1970: 20_790), hour: 9), applicant: account.applicant,
            documentType: DocumentType(slug: "giay-khai-sinh", name: "Giấy khai sinh"),
            today: CivilDate(daysSince1970: 20_785), newcomer: account)
        let booked = try await old.ledger.book(draft, capacity: 1, occasion) { appointment, round in
            [
                DeliveryDraft(
                    recipient: "0375560786", channel: .sms, purpose: .appointmentBooked,
                    messageID: "<\(appointment.code.plainText).\(round)@example.vn>")
            ]
        }
        #expect(try await old.ledger.detail(of: booked.code).deliveries.count == 1)
        #expect(try await old.ledger.account(identity)?.account == account)
        let rejected = try #require(try await old.ledger.dossiers(DossierFilter()).first { $0.state == .rejected })
        let form = try DossierForm(applicant: account.applicant, documentType: rejected.form.documentType)
        try await old.ledger.updateForm(rejected.code, to: form, occasion)
        #expect(try await old.findings() == [])
        try old.ledger.close()
        let again = try Ledger.open(path: old.path, access: .readWrite)
        #expect(try await again.dossier(rejected.code).form == form)
    }

    @Test("a mail that the version before left waiting for an annulled copy is withdrawn when the office opens")
    func withdrawn() async throws {
        let old = try Upgraded.fifth()
        let annulled = try #require(try await old.ledger.dossiers(DossierFilter()).first { $0.state == .annulled })
        #expect(try await old.ledger.deliveries(of: annulled.code).map(\.status) == [.pending])
        #expect(try await old.ledger.undecidedMessages().count == 2)
        #expect(try await old.ledger.requeueInterrupted(at: occasion.at) == 0)
        #expect(try await old.ledger.deliveries(of: annulled.code).map(\.status) == [.failed])
        #expect(try await old.ledger.undecidedMessages().count == 1)
        #expect(try await old.findings() == [])
    }
}
