import Certification

/// A number to be given to a signed dossier.
package struct NumberRequest: Sendable {
    package let dossier: DossierCode
    /// `nil` takes the only book that is open on the date.
    package let book: BookID?
    /// The day of certification at the office.
    package let date: CivilDate
    package let occasion: Occasion

    package init(dossier: DossierCode, book: BookID? = nil, date: CivilDate, occasion: Occasion) {
        self.dossier = dossier
        self.book = book
        self.date = date
        self.occasion = occasion
    }
}
