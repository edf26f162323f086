import Certification

/// One line of a register book. It never changes but for being made void.
package struct RegisterEntry: Sendable, Hashable {
    package let number: RegisterNumber
    package let book: BookName
    package let dossier: DossierCode
    package let date: CivilDate
    /// The name, or the e-mail address of an applicant without account.
    package let applicant: String
    package let documentType: String
    package let signer: String
    package let title: String
    package let copies: Int
    package let pages: Int
    package let fee: Fee
    package let note: String
    package let status: Status

    package enum Status: Sendable, Hashable {
        case issued
        case void(reason: String)
    }
}
