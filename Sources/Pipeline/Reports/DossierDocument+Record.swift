import Certification
import Ledger
import Spool

extension DossierDocument {
    init(_ detail: DossierDetail, pipeline: String, clock: OfficeClock) {
        let (record, history) = (detail.record, detail.history)
        code = record.code.text
        state = record.state.rawValue
        self.pipeline = pipeline
        originalName = FileName(bytes: record.originalName)?.display ?? ""
        copies = record.form.copies
        pages = record.pages
        fee = Fee(pages: record.pages, copies: record.form.copies).amount
        agreedDays = record.form.agreedDays
        bytes = Int(record.file.bytes)
        sha256 = record.file.hash.hex
        originalSha256 = record.originalHash.hex
        let intake = history.last { [.transition(.takeIn), .transition(.replaceScan)].contains($0.content.kind) }
        repaired = intake?.content.fileHash.map { $0 != record.originalHash } ?? false
        receivedAt = clock.text(record.receivedAt)
        self.history = history.map { Event($0, clock: clock) }
        deliveries = detail.deliveries.flatMap { delivery in
            delivery.attempts.map { Delivery(delivery, $0, clock: clock) }
        }
        documentType = record.form.documentType?.slug
        documentTypeName = record.form.documentType?.name
        applicant = record.form.applicant.map(Applicant.init)
        note = record.form.note.isEmpty ? nil : record.form.note
        number = record.registration?.number.text
        book = record.registration?.book.text
        signer = record.signer?.name
        dueAt = clock.text(record.dueAt)
        signedAt = record.signedAt.map(clock.text)
        sealedAt = record.sealedAt.map(clock.text)
        deliveredAt = record.deliveredAt.map(clock.text)
        nextAttemptAt = detail.deliveries.filter { delivery in
            record.state == .outbox && delivery.status == .pending && delivery.draft.purpose == .result
                && !delivery.attempts.isEmpty
        }.map(\.dueAt).min().map(clock.text)
        path = SpoolPath(bytes: record.file.path)?.display
        reason = record.reason
        ground = record.ground?.rawValue
        rating = record.rating?.rawValue
        appointment = record.appointment?.text
    }
}

extension DossierDocument.Applicant {
    fileprivate init(_ applicant: Certification.Applicant) {
        kind = applicant.kind.rawValue
        identity = applicant.identity?.text
        name = applicant.contact?.name
        email = applicant.email?.text
        phone = applicant.contact?.phone?.text
    }
}

extension DossierDocument.Event {
    init(_ event: EventRecord, clock: OfficeClock) {
        let content = event.content
        at = clock.text(content.occasion.at)
        kind = content.kind.text
        actor = content.occasion.actor
        from = content.from?.rawValue
        to = content.to?.rawValue
        sha256 = content.fileHash?.hex
        note = content.note
    }
}

extension DossierDocument.Delivery {
    init(_ delivery: DeliveryRecord, _ attempt: DeliveryAttempt, clock: OfficeClock) {
        at = clock.text(attempt.at)
        channel = delivery.draft.channel.rawValue
        recipient = delivery.draft.recipient
        self.attempt = attempt.number
        outcome = attempt.result.rawValue
        detail = attempt.detail
    }
}

extension BookDocument {
    init(_ book: Book, clock: OfficeClock) {
        id = book.id.text
        name = book.name.text
        first = book.first.text
        opens = book.opens.iso
        closes = book.closes.iso
        current = book.current?.text
        closedAt = book.closedAt.map(clock.text)
    }
}
