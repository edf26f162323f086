import Certification

/// Which dossiers to list. What is left out does not restrict.
package struct DossierFilter: Sendable, Hashable {
    package var states: Set<DossierState> = []
    package var kinds: Set<ApplicantKind> = []
    package var office: OfficeCode?
    /// Words of code, applicant (name, number, e-mail, phone), document type, original name or note, with or without
    /// diacritics. The dossier has all of them.
    package var search = ""
    /// Taken in at this moment or later.
    package var from: Moment?
    /// Taken in before this moment.
    package var until: Moment?
    /// All of them when `nil`.
    package var limit: Int?
    package var offset = 0

    package init() {}
}
