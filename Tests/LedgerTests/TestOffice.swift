import Certification
import Hashing
import Ledger
import TestSupport

/// A ledger of its own, and the ways to carry dossiers through it. Times are a Monday morning in Viet Nam and later.
final class TestOffice: Sendable {
    let ledger: Ledger
    let path: String
    let code: OfficeCode
    let today: CivilDate
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory("ledger")
        path = folder.file("ledger.sqlite")
        ledger = try Ledger.open(path: path, access: .readWrite)
        code = try OfficeCode("G22.99")
        today = CivilDate(daysSince1970: 20_780)
    }

    func occasion(_ actor: String = "officer thu", after minutes: Int = 0) -> Occasion {
        Occasion(at: moment(after: minutes), actor: actor)
    }

    func moment(after minutes: Int = 0) -> Moment {
        LocalTime(date: today, secondOfDay: 9 * 3600 + minutes * 60, offsetMinutes: 420).moment
    }

    func form(email: String = "thu@example.vn") throws -> DossierForm {
        try DossierForm(
            applicant: .email(EmailAddress(email)),
            documentType: DocumentType(slug: "giay-khai-sinh", name: "Giấy khai sinh")
        )
    }

    /// A hash of nothing in particular, the same for the same seed.
    func hash(_ seed: String) throws -> Digest { try SHA256.digest(of: seed.utf8) }

    func prepareScan(_ name: String, at path: String? = nil) async throws -> PreparedStep {
        try await ledger.prepare(
            StepDraft(
                subject: .scan(office: code, day: today, style: .dayMonthYear, again: true),
                sourcePath: Array((path ?? "inbox/\(name)").utf8),
                sourceHash: hash(name),
                workName: Array("\(name).work".utf8)
            ),
            at: moment()
        )
    }

    /// Nine in the morning, so many days after today.
    func moment(day: Int) -> Moment { moment(after: day * 24 * 60) }

    /// Takes a scan in and finishes the step.
    func takeIn(_ name: String, form: DossierForm? = nil, day: Int = 0) async throws -> DossierCode {
        let step = try await prepareScan(name)
        let intake = DossierChange.Intake(
            originalName: Array(name.utf8),
            form: try form ?? self.form(),
            pages: 3,
            receivedAt: moment(day: day),
            dueAt: moment(after: day * 24 * 60 + 480)
        )
        let committed = try await ledger.commit(
            step,
            StepOutcome(
                change: .takeIn(intake),
                path: Array("spool/scanned/\(step.code) \(name)".utf8),
                hash: hash(name),
                bytes: 1000,
                occasion: occasion("intake")
            )
        )
        ledger.finish(committed)
        return step.code
    }

    func prepare(_ code: DossierCode, _ transition: Transition) async throws -> PreparedStep {
        let dossier = try await ledger.dossier(code)
        return try await ledger.prepare(
            StepDraft(
                subject: .dossier(code, transition),
                sourcePath: dossier.file.path,
                sourceHash: dossier.file.hash,
                workName: Array("\(code).work".utf8)
            ),
            at: moment()
        )
    }

    /// Carries a dossier one step further; signing and sealing change its bytes.
    func advance(
        _ code: DossierCode, _ change: DossierChange, deliveries: [DeliveryDraft] = []
    ) async throws {
        let step = try await prepare(code, change.transition)
        let changesBytes = change.transition == .sign || change.transition == .stamp
        let committed = try await ledger.commit(
            step,
            StepOutcome(
                change: change,
                path: Array("spool/\(change.transition.rawValue)/\(code).pdf".utf8),
                hash: changesBytes ? hash("\(code) \(change.transition)") : step.sourceHash,
                bytes: 2000,
                deliveries: deliveries,
                occasion: occasion("\(change.transition)", after: 10)
            )
        )
        ledger.finish(committed)
    }

    /// A dossier on the clerk's desk.
    func signed(_ name: String, form: DossierForm? = nil) async throws -> DossierCode {
        let code = try await takeIn(name, form: form)
        try await advance(code, .submit(try form ?? self.form()))
        try await advance(code, .sign(.init(id: "chu-tich", name: "Nguyễn Văn A", title: "CHỦ TỊCH")))
        return code
    }

    /// - Parameter days: from opening to closing, counted from today.
    func addBook(
        _ name: String, first: Int? = 1, padding: Int = 0, days: ClosedRange<Int> = -5...5
    ) async throws -> Book {
        try await ledger.addBook(
            BookDraft(
                office: code,
                name: BookName(name),
                first: first,
                padding: padding,
                opens: today.adding(days: days.lowerBound),
                closes: today.adding(days: days.upperBound)
            ),
            occasion("clerk")
        )
    }

    /// Khóa sổ, with a statement that nobody signed.
    @discardableResult
    func close(_ book: Book) async throws -> Book {
        try await ledger.closeBook(
            book.id, holding: try await ledger.totals(of: book),
            BookClosing(statement: Array("khóa sổ \(book.name)".utf8), signature: [0x30, 0]), occasion("clerk"))
    }

    func allot(
        _ code: DossierCode, book: BookID? = nil, date: CivilDate? = nil
    ) async throws -> RegisterEntry {
        try await ledger.allotNumber(
            NumberRequest(dossier: code, book: book, date: date ?? today, occasion: occasion("clerk", after: 20))
        )
    }

    /// Numbered, sealed, and waiting to be sent to one address.
    func sealed(_ name: String) async throws -> DossierCode {
        let code = try await signed(name)
        _ = try await allot(code)
        try await advance(code, .stamp, deliveries: [delivery(of: code)])
        return code
    }

    func delivery(of code: DossierCode, round: Int = 1) -> DeliveryDraft {
        DeliveryDraft(
            recipient: "thu@example.vn", channel: .email, messageID: "<\(code).\(round)@example.vn>"
        )
    }

    /// What the audit finds.
    func findings() async throws -> [AuditFinding] {
        let collector = Collector()
        _ = try await ledger.audit { collector.add($0) }
        return collector.findings
    }

    /// Whether a text stands anywhere in the ledger's files, free pages and all.
    func bytesHold(_ text: String) throws -> Bool {
        let found = try Tool.run(
            "grep", ["--fixed-strings", "--text", "--quiet", "--no-messages", text, path, path + "-wal"])
        return found.status == 0
    }

    /// Lets SQLite's own command line work on the ledger, as someone with the file could.
    @discardableResult
    func sqlite(_ sql: String) throws -> ToolResult {
        try Tool.run("sqlite3", ["-bail", path, ".timeout 5000", sql])
    }
}
