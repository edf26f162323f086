// Forgetting: what the register need not keep of a person is removed.
//
// Called by `account forget`. What stays is what the law has the register keep: of a certified copy the applicant's name
// and number, and the copy itself. Telephone and address go, and of a cancelled dossier applicant and note as a whole.
// Promises: one transaction; the audit holds before and after, because new events vouch for what is left; the pages that
// are freed are overwritten, and the index keeps no word of what was. The write-ahead log is for ``emptyLog()``.

import Certification
import GRDB

extension Ledger {
    /// What there is to forget.
    /// - Throws: as ``forget(_:_:)``.
    package func traces(of identity: IdentityNumber) async throws(LedgerFault) -> PersonalTraces {
        try await read { try $0.forgettable(identity) }
    }

    /// - Throws: ``LedgerFault/unknownAccount`` where nothing is known, ``LedgerFault/accountInUse(_:)``.
    package func forget(_ identity: IdentityNumber, _ occasion: Occasion) async throws(LedgerFault) {
        try await write { database in
            let traces = try database.forgettable(identity)
            for dossier in traces.dossiers { try database.forgetApplicant(of: dossier, occasion) }
            for appointment in traces.appointments { try database.forgetApplicant(of: appointment, occasion) }
            if traces.account != nil {
                try database.run("DELETE FROM account WHERE identity = ?", [identity.text])
                try database.append(.ofOffice(.accountForgotten, nil, nil, occasion))
            }
            guard !traces.dossiers.isEmpty else { return }
            // The index only notes that words are gone, until it is brought into one piece.
            try database.run("INSERT INTO lookup (lookup) VALUES ('optimize')", [])
        }
    }
}

extension DossierState {
    /// Whether nobody has anything to do about it any more.
    fileprivate var isAtRest: Bool {
        switch self {
        case .cancelled, .delivered, .undeliverable, .annulled: true
        case .scanned, .awaitingSignature, .rejected, .awaitingSeal, .outbox: false
        }
    }
}

extension Database {
    /// - Throws: where nothing is known of somebody, or something of theirs is on its way.
    fileprivate func forgettable(_ identity: IdentityNumber) throws -> PersonalTraces {
        let traces = PersonalTraces(
            account: try account(identity)?.account,
            dossiers: try all(
                "\(DossierRecord.selection) WHERE dossier.identity = ? ORDER BY dossier.receivedAt, dossier.code",
                [identity.text], DossierRecord.init(row:)),
            appointments: try rows(
                "SELECT * FROM appointment WHERE identity = ? ORDER BY code", [identity.text],
                AppointmentRecord.init(row:)))
        guard traces.account != nil || !traces.dossiers.isEmpty || !traces.appointments.isEmpty else {
            throw LedgerFault.unknownAccount
        }
        var open = traces.dossiers.filter { !$0.state.isAtRest }.map(\.code.text)
        open += traces.appointments.filter { $0.state == .waiting }.map(\.code.text)
        open += try waitingDeliveries(to: identity)
        guard open.isEmpty else { throw LedgerFault.accountInUse(Set(open).sorted()) }
        return traces
    }

    /// Codes of what something is still to be sent for.
    fileprivate func waitingDeliveries(to identity: IdentityNumber) throws -> [String] {
        let sql = """
            SELECT coalesce(delivery.dossier, delivery.appointment) AS code FROM delivery
            LEFT JOIN dossier ON dossier.code = delivery.dossier
            LEFT JOIN appointment ON appointment.code = delivery.appointment
            WHERE delivery.status IN ('PENDING', 'ATTEMPTING')
                AND coalesce(dossier.identity, appointment.identity) = ?
            """
        return try rows(sql, [identity.text]) { try $0.value("code") }
    }

    fileprivate func forgetApplicant(of dossier: DossierRecord, _ occasion: Occasion) throws {
        var left = dossier
        if dossier.state != .cancelled, case .account(let identity, let contact) = dossier.form.applicant {
            left.form.applicant = .account(identity, try Applicant.Contact(name: contact.name))
        } else {
            left.form = try DossierForm(
                documentType: dossier.form.documentType, copies: dossier.form.copies,
                placement: dossier.form.placement, agreedDays: dossier.form.agreedDays)
        }
        if left != dossier {
            try save(left, over: dossier, kind: .applicantForgotten, note: nil, occasion)
        }
        try forgetDeliveries("dossier = ?", [dossier.code.text], occasion)
    }

    fileprivate func forgetApplicant(of appointment: AppointmentRecord, _ occasion: Occasion) throws {
        var left = appointment
        (left.applicant, left.salt) = (nil, nil)
        try left.save(into: self, kind: .appointmentForgotten, note: nil, occasion)
        try forgetDeliveries("appointment = ?", [appointment.code.text], occasion)
    }

    /// Removes the recipients of what was sent, and what their servers said.
    /// - Parameter condition: of the table `delivery`.
    func forgetDeliveries(_ condition: String, _ arguments: StatementArguments, _ occasion: Occasion) throws {
        let decided = "status IN ('SENT', 'FAILED') AND forgottenEvent IS NULL"
        let ids: [Int64] = try rows("SELECT id FROM delivery WHERE \(decided) AND \(condition)", arguments) {
            try $0.value("id")
        }
        for id in ids {
            try run("UPDATE deliveryAttempt SET detail = NULL WHERE delivery = ?", [id])
            try run(
                "UPDATE delivery SET recipient = '(' || channel || ' ' || id || ')', body = NULL WHERE id = ?", [id])
            guard let row = try row("SELECT * FROM delivery WHERE id = ?", [id]) else { continue }
            let status: DeliveryStatus = try row.value("status") { DeliveryStatus(rawValue: $0) }
            let digest = try DeliveryRecord.outcomeDigest(of: row, status, attempts: try attempts(of: id))
            let event = try append(
                .ofDelivery(
                    .deliveryForgotten, try row.subject(), try row.value("round"), digest, occasion))
            try run("UPDATE delivery SET forgottenEvent = ? WHERE id = ?", [event, id])
        }
    }
}
