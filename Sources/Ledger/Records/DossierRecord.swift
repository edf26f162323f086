import Certification
import Hashing

/// A dossier as the ledger knows it.
package struct DossierRecord: Sendable, Hashable {
    package let code: DossierCode
    package var state: DossierState
    /// The name that the scan was dropped under; bytes, not text.
    package var originalName: [UInt8]
    /// SHA-256 of the scan as it was dropped, before a repair.
    package var originalHash: Digest
    package var form: DossierForm
    /// Pages of the original scan, not counting the attestation page.
    package var pages: Int
    package var file: File
    package var signer: Signer?
    /// The number that was given and is not void.
    package internal(set) var registration: Registration?
    package let receivedAt: Moment
    package var dueAt: Moment
    package var signedAt: Moment?
    package var sealedAt: Moment?
    package var deliveredAt: Moment?
    /// Why it was last rejected, cancelled, given up or annulled.
    package var reason: String?
    /// Of the last rejection, where it was one of the law's.
    package var ground: RefusalGround?
    package var rating: Rating?
    /// What it was made of.
    package var appointment: AppointmentCode?

    package var office: OfficeCode { code.office }

    /// The file now. While a committed step is open, `path` is where the file will be.
    package struct File: Sendable, Hashable {
        /// Relative to the workspace; bytes, not text.
        package var path: [UInt8]
        package var hash: Digest
        package var bytes: Int64
    }

    /// Who signed, as the configuration said then.
    package struct Signer: Sendable, Hashable {
        package let id: String
        package let name: String
        package let title: String

        package init(id: String, name: String, title: String) {
            self.id = id
            self.name = name
            self.title = title
        }
    }

    package struct Registration: Sendable, Hashable {
        package let number: RegisterNumber
        package let book: BookName
        /// The day of certification, as the register and the document state it.
        package let date: CivilDate
    }
}
