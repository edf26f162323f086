import Certification
import Hashing

/// What is committed at P3.
package struct StepOutcome: Sendable {
    package let change: DossierChange
    package let file: DossierRecord.File
    /// Said in the event; the reason of a change is said there by itself.
    package let note: String?
    /// To be sent because of this step.
    package let deliveries: [DeliveryDraft]
    package let occasion: Occasion

    /// - Parameters:
    ///   - path: where the result belongs, relative to the workspace.
    ///   - hash: SHA-256 of the result. Only intake, a new scan, signing and sealing may change the bytes.
    package init(
        change: DossierChange,
        path: [UInt8],
        hash: Digest,
        bytes: Int64,
        note: String? = nil,
        deliveries: [DeliveryDraft] = [],
        occasion: Occasion
    ) {
        self.change = change
        file = DossierRecord.File(path: path, hash: hash, bytes: bytes)
        self.note = note
        self.deliveries = deliveries
        self.occasion = occasion
    }
}
