import Certification
import Hashing

/// One event of the chain.
package struct EventRecord: Sendable, Hashable {
    /// 1, 2, 3 … without gap.
    package let sequence: Int64
    package let content: Content
    /// The hash of the event before; 32 zero octets for the first.
    package let previousHash: Digest
    /// SHA-256 over ``previousHash``, ``sequence`` and ``content`` in their canonical encoding.
    package let hash: Digest

    package struct Content: Sendable, Hashable {
        package let occasion: Occasion
        package let kind: EventKind
        /// `nil` for what concerns no dossier.
        package let dossier: DossierCode?
        package let from: DossierState?
        /// Set when the event wrote the dossier's row.
        package let to: DossierState?
        /// SHA-256 of the dossier's file after the event.
        package internal(set) var fileHash: Digest?
        package let note: String?
        /// SHA-256 of the row that the event wrote, so that the chain covers dossiers and register entries.
        package let recordHash: Digest?
        /// `nil` for what concerns no appointment.
        package var appointment: AppointmentCode?
    }
}
