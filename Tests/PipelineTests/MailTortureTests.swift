import Certification
import Foundation
import Hashing
import Ledger
import Spool
import TestSupport
import Testing

@testable import Pipeline

/// Many copies, a mail server that fails one message in five, and two crashes: every message arrives, and again only
/// where the connection was lost after the final dot. `make mail-torture` does so with the program itself, and kills it.
struct MailTortureTests {
    private static let count = 150

    @Test("Nothing is lost, and nothing comes twice but under the same Message-ID")
    func faults() async throws {
        try await withTaskExecutorPreference(Threads.shared) { try await Self.torture() }
    }

    private static func torture() async throws {
        let server = try MailServer(#"{"random": 0.2, "keep": false}"#)
        let fixture = try OfficeFixture()
        try fixture.configure { text in
            text.replacing(
                "    transport: maildir\n    maildir: mail\n",
                with: "    transport: smtp\n    smtp: {url: '\(server.address())', starttls: none, connections: 6}\n"
            ).replacing("delivery:\n", with: "delivery:\n  retry-after: 20ms\n")
        }
        let configuration = try Workspace(found: fixture.workspace).pipeline(named: nil)
        try await withOffice(configuration) { office in
            for ordinal in 1...count { try await seal(ordinal, office) }
        }
        try await outage(fixture, server)
        // Made for a step that a crash cut short.
        try fixture.drop([1], "spool/.state/messages/G22.99-010101-000001.1.eml")
        for crash in 1...2 {
            try await withOffice(configuration) { office in
                try await office.dispatch()
                // Attempts under way when the program ends.
                let due = try await office.ledger.pendingDeliveries(dueBy: .distantFuture, limit: 3 * crash)
                for delivery in due { _ = try await office.ledger.beginAttempt(delivery.id, at: office.clock.now()) }
            }
        }
        try await withOffice(configuration) { office in
            let deadline = ContinuousClock.now + .seconds(3600)
            while let next = try await office.dispatch() {
                try #require(ContinuousClock.now < deadline)
                let wait = next.milliseconds - office.clock.now().milliseconds
                try await Task.sleep(for: .milliseconds(max(wait, 1)))
            }
            var filter = DossierFilter()
            filter.states = [.delivered]
            #expect(try await office.ledger.count(filter) == count)
        }
        let counts = Dictionary(grouping: try server.taken()) { $0.id ?? "" }
        #expect(counts.count == count)
        for (id, mails) in counts {
            // Once, and once more for each time that the server did not say so.
            #expect(mails.count { !$0.dropped } == 1 && Set(mails.map(\.sha256)).count == 1, "\(id): \(mails)")
        }
        #expect(try fixture.files("spool/outbox").isEmpty && fixture.files("spool/.state/messages").isEmpty)
        #expect(try fixture.run("audit").status == 0)
    }

    /// A server that is down ends the round, however soon the next attempts are due.
    private static func outage(_ fixture: OfficeFixture, _ server: MailServer) async throws {
        try fixture.configure {
            $0.replacing(server.address(), with: "smtp://127.0.0.1:1").replacing("after: 20ms", with: "after: 1ms")
        }
        try await withOffice(try Workspace(found: fixture.workspace).pipeline(named: nil)) { office in
            try await office.dispatch()
            let attempts = try await office.ledger.waitingDeliveries(createdBy: .distantFuture).map(\.attempts.count)
            #expect(attempts.count == count && attempts.allSatisfy { (1...2).contains($0) })
        }
    }

    /// Opens the office, lets go of it whatever happens, as a program that ends does.
    private static func withOffice(
        _ configuration: PipelineConfiguration,
        _ act: (Office) async throws -> Void
    ) async throws {
        let office = try await Office.open(configuration, program: "test")
        try await act(office)
        try office.close()
    }

    /// A dossier numbered and sealed in the ledger, with its file in the outbox and its message frozen.
    private static func seal(_ ordinal: Int, _ office: Office) async throws {
        let (ledger, now) = (office.ledger, office.clock.now())
        let occasion = Occasion(at: now, actor: "test")
        let bytes = Array("copy \(ordinal)".utf8)
        let hash = try SHA256.digest(of: bytes)
        let form = try DossierForm(
            applicant: .email(EmailAddress("a\(ordinal)@example\(ordinal % 40).vn")),
            documentType: DocumentType(slug: "giay-to-khac", name: "Giấy tờ khác")
        )
        let day = office.clock.local(now).date
        let scan = StepDraft(
            subject: .scan(office: office.configuration.office.code, day: day, style: .dayMonthYear, again: true),
            sourcePath: Array("inbox/\(ordinal).pdf".utf8),
            sourceHash: hash,
            workName: Array("\(ordinal).work".utf8)
        )
        let intake = DossierChange.Intake(
            originalName: Array("\(ordinal).pdf".utf8), form: form, pages: 1, receivedAt: now, dueAt: now)
        let code = try await commit(try await ledger.prepare(scan, at: now), .takeIn(intake), "scanned", hash, office)
        func step(_ transition: Transition) async throws -> PreparedStep {
            let draft = StepDraft(
                subject: .dossier(code, transition),
                sourcePath: try await ledger.dossier(code).file.path,
                sourceHash: hash,
                workName: Array("\(code).work".utf8)
            )
            return try await ledger.prepare(draft, at: now)
        }
        _ = try await commit(try await step(.submit), .submit(form), "awaiting-signature", hash, office)
        let signer = DossierRecord.Signer(id: "chu-tich", name: "Nguyễn Văn A", title: "CHỦ TỊCH")
        _ = try await commit(try await step(.sign), .sign(signer), "awaiting-seal", hash, office)
        _ = try await ledger.allotNumber(NumberRequest(dossier: code, book: nil, date: day, occasion: occasion))
        var file = try office.layout.open(.outbox).create(FileName("\(code).pdf") ?? "x")
        try file.write(bytes)
        let copy = try file.sync()
        let mail = try #require(CertificateMail(try await ledger.dossier(code)))
        let delivery = try await office.freeze(
            mail, attaching: try copy.open(), digest: hash, at: office.clock.local(now))
        _ = try await commit(try await step(.stamp), .stamp, "outbox", hash, office, [delivery])
    }

    private static func commit(
        _ step: PreparedStep,
        _ change: DossierChange,
        _ desk: String,
        _ hash: Digest,
        _ office: Office,
        _ deliveries: [DeliveryDraft] = []
    ) async throws -> DossierCode {
        let committed = try await office.ledger.commit(
            step,
            StepOutcome(
                change: change,
                path: Array("spool/\(desk)/\(step.code).pdf".utf8),
                hash: hash,
                bytes: 10,
                deliveries: deliveries,
                occasion: Occasion(at: office.clock.now(), actor: "test")
            )
        )
        office.ledger.finish(committed)
        return step.code
    }
}

extension Moment {
    fileprivate static let distantFuture = Moment(milliseconds: .max)
}
