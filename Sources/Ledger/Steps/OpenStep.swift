import Certification
import Hashing

/// A step that is on its way: what recovery finds after a crash.
package enum OpenStep: Sendable, Hashable {
    /// Nothing has changed yet: redo from the source, or abandon.
    case prepared(PreparedStep)
    /// The ledger has changed: the files must follow.
    case committed(CommittedStep)

    var id: Int64 {
        switch self {
        case .prepared(let step): step.id
        case .committed(let step): step.prepared.id
        }
    }
}

/// A step after P1. A dossier has at most one open step.
package struct PreparedStep: Sendable, Hashable {
    let id: Int64
    package let code: DossierCode
    package let transition: Transition
    /// The dossier's state before; `nil` while it is no dossier yet.
    package let from: DossierState?
    package let sourcePath: [UInt8]
    package let sourceHash: Digest
    /// Where the dossier's own file stands at the moment of P1. It differs from ``sourcePath`` when someone copied the
    /// file to a gesture folder instead of moving it. `nil` for a scan.
    package let deskPath: [UInt8]?
    package let workName: [UInt8]
    package let preparedAt: Moment
}

/// A step after P3, the commit point.
package struct CommittedStep: Sendable, Hashable {
    package let prepared: PreparedStep
    /// Where the result belongs, relative to the workspace.
    package let targetPath: [UInt8]
    /// SHA-256 of the result.
    package let resultHash: Digest
}
