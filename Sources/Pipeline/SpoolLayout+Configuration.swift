import Certification
import Glibc
import Spool

extension SpoolLayout {
    /// The folders of a configured office.
    init(_ configuration: PipelineConfiguration) {
        let workspace = configuration.workspace
        self.init(
            workspace: workspace,
            inbox: Self.ledgerRoot(configuration.folders.inbox, workspace: workspace),
            spool: Self.ledgerRoot(configuration.folders.spool, workspace: workspace),
            documentTypes: configuration.offeredTypes.compactMap { FileName($0.slug) },
            signers: configuration.signers.count > 1 ? configuration.signers.compactMap { FileName($0.id) } : []
        )
    }

    /// Relative to the workspace where it lies inside, so that a workspace can be moved as a whole.
    private static func ledgerRoot(_ path: String, workspace: String) -> String {
        path.hasPrefix(workspace + "/") ? String(path.dropFirst(workspace.count + 1)) : path
    }

    /// Makes the day's folder that a delivered copy goes to. Blocking.
    func makeSentFolder(of path: SpoolPath) throws(SpoolFault) {
        let day = path.components.dropLast().suffix(3).compactMap { Int($0.display) }
        guard day.count == 3 else { return }
        _ = try makeAndOpen(.sent(year: day[0], month: day[1], day: day[2]))
    }

    /// For the ledger's events: `awaiting-signature/sign`.
    func name(of folder: SpoolFolder) -> String {
        guard let path = ledgerPath(of: "x", in: folder) else { return "\(folder)" }
        return path.components.dropLast().map(\.display).joined(separator: "/")
    }

    /// Blocking.
    func hasLedger() throws(SpoolFault) -> Bool {
        do {
            return try open(.state).status(of: "ledger.sqlite") != nil
        } catch .system(_, _, ENOENT) {
            return false
        }
    }

    var ledgerFile: String { path(of: .state) + "/ledger.sqlite" }

    /// The desk that a dossier's file stands on; `nil` where that depends on the day.
    static func desk(of state: DossierState) -> SpoolFolder? {
        switch state {
        case .scanned: .scanned
        case .awaitingSignature: .awaitingSignature
        case .rejected: .rejected
        case .cancelled: .cancelled
        case .awaitingSeal: .awaitingSeal
        case .outbox: .outbox
        case .undeliverable: .failed
        case .delivered, .annulled: nil
        }
    }
}
