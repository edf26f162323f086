import Certification
import Ledger
import Spool

/// What a step is to achieve: which change, where the result goes, and what is to be sent because of it.
struct StepPlan: Sendable {
    let change: DossierChange
    let folder: SpoolFolder
    let name: FileName
    var note: String?
    var deliveries: [DeliveryDraft] = []
    let occasion: Occasion
}
