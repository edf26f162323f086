import Certification

/// Which dossiers to list. What is left out does not restrict.
package struct DossierFilter: Sendable, Hashable {
    package var states: Set<DossierState> = []
    package var kinds: Set<ApplicantKind> = []
    /// Slugs.
    package var documentTypes: Set<String> = []
    package var office: OfficeCode?
    /// Of the account that they are for.
    package var identity: IdentityNumber?
    /// Part of the dossier's code.
    package var code = ""
    /// Words of code, applicant (name, number, e-mail, phone), document type, original name or note, with or without
    /// diacritics. The dossier has all of them. Words of three letters and more may stand anywhere, shorter ones begin
    /// a word.
    package var search = ""
    /// Taken in at this moment or later.
    package var from: Moment?
    /// Taken in before this moment.
    package var until: Moment?
    package var order = Order.arrival
    /// The last ones first.
    package var isDescending = false
    /// All of them when `nil`.
    package var limit: Int?
    package var offset = 0

    package enum Order: String, Sendable, CaseIterable {
        /// As they were taken in.
        case arrival = "received"
        case due
        /// By name of applicant; those without account by their address.
        case name
        /// By book and number; those without number at the end.
        case number
    }

    package init() {}
}
