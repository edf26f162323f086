/// What can happen to a dossier. The raw values name events in the ledger.
package enum Transition: String, Sendable, Codable, CaseIterable {
    /// A scan becomes a dossier.
    case takeIn = "take-in"
    /// Trình ký: the officer passes it to the leader, for the first time or again after a rejection.
    case submit
    /// The officer replaces the scan before submitting.
    case replaceScan = "replace-scan"
    case sign
    case reject
    /// The clerk returns what cannot be sealed; a number that it had becomes void.
    case handBack = "hand-back"
    case cancel
    /// The clerk numbers and seals it.
    case stamp
    case deliver
    /// Delivery gives up, or the mail came back.
    case giveUp = "give-up"
    case resend
    /// Hủy giá trị.
    case annul

    /// The states a dossier may be in before; empty for ``takeIn``, which makes the dossier.
    package var from: Set<DossierState> {
        Set(DossierState.allCases.filter { target(from: $0) != nil })
    }

    /// The state afterwards.
    /// - Parameter state: `nil` for a scan that is no dossier yet.
    /// - Returns: `nil` when the rules do not allow this from there.
    package func target(from state: DossierState?) -> DossierState? {
        switch (self, state) {
        case (.takeIn, nil): .scanned
        case (.submit, .scanned), (.submit, .rejected): .awaitingSignature
        case (.replaceScan, .scanned): .scanned
        case (.replaceScan, .rejected): .rejected
        case (.sign, .awaitingSignature): .awaitingSeal
        case (.reject, .awaitingSignature): .rejected
        case (.handBack, .awaitingSeal): .rejected
        case (.cancel, .scanned), (.cancel, .rejected): .cancelled
        case (.stamp, .awaitingSeal): .outbox
        case (.deliver, .outbox): .delivered
        case (.giveUp, .outbox), (.giveUp, .delivered): .undeliverable
        case (.resend, .delivered), (.resend, .undeliverable): .outbox
        case (.annul, .outbox), (.annul, .delivered), (.annul, .undeliverable): .annulled
        default: nil
        }
    }

    package var vietnamese: String {
        switch self {
        case .takeIn: "tiếp nhận"
        case .submit: "trình ký"
        case .replaceScan: "thay bản quét"
        case .sign: "ký"
        case .reject: "trả lại"
        case .handBack: "trả lại cán bộ"
        case .cancel: "hủy hồ sơ"
        case .stamp: "cấp số và đóng dấu"
        case .deliver: "trả kết quả"
        case .giveUp: "ngừng gửi"
        case .resend: "gửi lại"
        case .annul: "hủy giá trị"
        }
    }
}
