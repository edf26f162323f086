import Certification

/// What the office has of somebody, beside the register.
package struct PersonalTraces: Sendable {
    package let account: Account?
    package let dossiers: [DossierRecord]
    package let appointments: [AppointmentRecord]

    /// Telephone numbers and e-mail addresses, of now and of snapshots.
    package var contacts: Set<String> {
        var applicants = dossiers.map(\.form.applicant) + appointments.map(\.applicant)
        applicants.append(account?.applicant)
        return Set(applicants.flatMap { [$0?.contact?.phone?.text, $0?.email?.text] }.compactMap(\.self))
    }
}
