/// What became of one dossier, file, book or other thing that a request named: done, with its record, or a fault.
package struct OperationResult: Codable, Sendable {
    /// As the person named it: a code, a path, a book's name.
    package let subject: String
    package let dossier: DossierDocument?
    package let book: BookDocument?
    package let anchor: AnchorDocument?
    package let backup: BackupDocument?
    package let account: AccountRow?
    package let appointment: AppointmentRow?
    /// Of a line that was imported: `added`, `changed` or `unchanged`.
    package let saving: String?
    /// Of a file that was written.
    package let path: String?
    package let fault: FaultDocument?

    package init(
        subject: String,
        dossier: DossierDocument? = nil,
        book: BookDocument? = nil,
        anchor: AnchorDocument? = nil,
        backup: BackupDocument? = nil,
        account: AccountRow? = nil,
        appointment: AppointmentRow? = nil,
        saving: String? = nil,
        path: String? = nil,
        fault: FaultDocument? = nil
    ) {
        self.subject = subject
        self.dossier = dossier
        self.book = book
        self.anchor = anchor
        self.backup = backup
        self.account = account
        self.appointment = appointment
        self.saving = saving
        self.path = path
        self.fault = fault
    }
}
