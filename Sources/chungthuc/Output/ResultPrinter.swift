import Faults
import Pipeline

/// Prints what became of each dossier that a command named, and ends with the code of the first failure.
struct ResultPrinter {
    enum Style {
        /// The codes alone, for scripts.
        case codes
        /// A line for people: `G22.99-231126-000001  đã ký  → …`.
        case lines(done: String)
        case json
    }

    let style: Style

    init(json: Bool, done: String) {
        style = json ? .json : .lines(done: done)
    }

    init(style: Style) {
        self.style = style
    }

    func print(_ results: [OperationResult]) throws {
        for result in results {
            if let fault = result.fault {
                Complaint.report(fault, subject: result.subject, json: isJSON)
            } else if let dossier = result.dossier {
                print(dossier)
            } else if let book = result.book {
                isJSON ? JSONLine.print(book) : Swift.print(book.name)
            } else if let appointment = result.appointment {
                isJSON ? JSONLine.print(appointment) : Swift.print(line(appointment))
            } else if let path = result.path {
                isJSON ? JSONLine.print(["path": path]) : Swift.print(path)
            } else if let account = result.account {
                isJSON ? JSONLine.print(account) : Swift.print(line(account))
            }
        }
        if let failed = results.lazy.compactMap(\.fault).first { throw CommandFailure(exitCode: failed.exitCode) }
    }

    private var isJSON: Bool { if case .json = style { true } else { false } }

    private func line(_ appointment: AppointmentRow) -> String {
        guard case .lines(let done) = style else { return appointment.code }
        return "\(appointment.code)  \(done)  \(Words.slot(appointment.rescheduledTo ?? appointment.at))"
    }

    private func line(_ account: AccountRow) -> String {
        guard case .lines(let done) = style else { return account.identity }
        return "\(account.identity)  \(account.name)  \(done)"
    }

    private func print(_ dossier: DossierDocument) {
        switch style {
        case .codes: Swift.print(dossier.code)
        case .json: JSONLine.print(dossier)
        case .lines(let done):
            var line = "\(dossier.code)  \(done)"
            if let number = dossier.number { line += "  số \(number)" }
            if let path = dossier.path { line += "  → \(path)" }
            Swift.print(line)
        }
    }
}
