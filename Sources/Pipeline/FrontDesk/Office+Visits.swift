// Visits: the person has come, and a dossier is made of the appointment.
//
// Called by `appointment process`, and by the inbox for a scan whose name begins with an appointment's code. Promises:
// the form is the one that was booked; the appointment is processed in the transaction in which its dossier begins, so
// that a scan which is refused leaves it waiting.

import Certification
import Ledger
import Spool

extension Office {
    /// Takes scans in with the appointment's form and submits them, one dossier each.
    func process(_ text: String, _ scans: [String], actor: String) async -> [OperationResult] {
        do {
            let code = try Self.appointmentCode(text)
            return try await visits.exclusively(code) {
                let appointment = try await self.processable(code)
                var results: [OperationResult] = []
                for scan in scans { results.append(await self.process(appointment, scan, actor: actor)) }
                return results
            }
        } catch {
            return [OperationResult(subject: text, fault: FaultDocument(describing: error))]
        }
    }

    private func process(
        _ appointment: AppointmentRecord, _ scan: String, actor: String
    ) async -> OperationResult {
        do {
            let code = try await inOurWords {
                try await self.submit(subject: scan, fields: FormFields(), appointment: appointment, actor: actor)
            }
            return OperationResult(subject: scan, dossier: try await document(of: code))
        } catch {
            return OperationResult(subject: scan, fault: FaultDocument(describing: error))
        }
    }

    /// The appointment that a scan's name begins with; `nil` where it names none. Who has come may hand in several papers,
    /// each scanned when its turn comes.
    ///
    /// - Throws: ``AppointmentFault`` for one that is not there, or that was given up.
    func appointment(namedBy scan: FileName) async throws -> AppointmentRecord? {
        guard let code = AppointmentCode(headOfFileName: scan.bytes) else { return nil }
        return try await processable(code, in: [.waiting, .noShow, .processed])
    }

    private func processable(
        _ code: AppointmentCode, in states: Set<AppointmentState> = [.waiting, .noShow]
    ) async throws -> AppointmentRecord {
        let appointment = try await inOurWords { try await self.ledger.appointment(code) }
        guard states.contains(appointment.state) else {
            throw AppointmentFault.notWaiting(code, appointment.state)
        }
        return appointment
    }
}

extension FormFields {
    /// What was said when the appointment was booked.
    init(_ appointment: AppointmentRecord) {
        self.init(
            type: appointment.documentType.slug,
            email: appointment.applicant?.email?.text,
            account: appointment.applicant?.identity?.text,
            name: appointment.applicant?.contact?.name,
            phone: appointment.applicant?.contact?.phone?.text
        )
    }
}
