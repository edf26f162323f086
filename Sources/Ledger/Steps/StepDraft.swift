import Certification
import Hashing

/// A step about to be prepared (P1): what is to happen to which file.
package struct StepDraft: Sendable {
    package let subject: Subject
    /// Where the file was found, relative to the workspace.
    package let sourcePath: [UInt8]
    /// SHA-256 of the bytes that were taken from there.
    package let sourceHash: Digest
    /// The name of the step's own file in the work folder; no other open step may have it.
    package let workName: [UInt8]

    package enum Subject: Sendable {
        /// A scan that becomes a dossier; its code is allotted in the same transaction. `again`: also where the same bytes
        /// are a dossier's already.
        case scan(office: OfficeCode, day: CivilDate, style: CodeStyle, again: Bool = false)
        case dossier(DossierCode, Transition)
    }

    package init(subject: Subject, sourcePath: [UInt8], sourceHash: Digest, workName: [UInt8]) {
        self.subject = subject
        self.sourcePath = sourcePath
        self.sourceHash = sourceHash
        self.workName = workName
    }
}
