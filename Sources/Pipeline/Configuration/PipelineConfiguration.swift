import Certification
import Foundation
import PAdES
import PDF

/// One certifying office, as its `pipelines/<name>.yaml` describes it. Paths are absolute.
package struct PipelineConfiguration: Sendable {
    /// The file's name without `.yaml`.
    package let name: String
    /// The directory with `pipelines/`; absolute.
    package let workspace: String
    package let folders: Folders
    package let office: OfficeProfile
    package let intake: IntakeSettings
    /// In the file's order, also those that are retired.
    package let documentTypes: [DocumentType]
    /// Slugs of types that new dossiers cannot have any more.
    package let retiredTypes: Set<String>
    /// At least one; ids are unique.
    package let signers: [SignerSettings]
    package let seal: SealSettings
    package let signature: SignatureSettings
    package let attestation: AttestationSettings
    package let delivery: DeliverySettings
    package let notifications: NotificationSettings
    package let appointments: AppointmentSchedule
    package let refusals: RefusalSettings
    package var register: RegisterSettings
    /// PEM files, and folders of them, with the roots that `verify` trusts beside those of the office's own keys: the
    /// authorities of those who sign the originals.
    package let trust: [String]
    /// Of settings that are checked after the file was read.
    let places: ConfigurationPlaces

    package func documentType(_ slug: String) -> DocumentType? { documentTypes.first { $0.slug == slug } }

    /// What can be chosen.
    package var offeredTypes: [DocumentType] { documentTypes.filter { !retiredTypes.contains($0.slug) } }

    package func signer(_ id: String) -> SignerSettings? { signers.first { $0.id == id } }
}

package struct Folders: Sendable, Equatable {
    package let inbox: String
    package let spool: String
}

package struct OfficeProfile: Sendable {
    package let name: String
    /// The prefix of dossier codes.
    package let code: OfficeCode
    package let codeStyle: CodeStyle
    package let place: String
    package let timezone: TimeZone
    /// When copies are due: knows the holidays.
    package let deadline: Deadline
}

package struct IntakeSettings: Sendable {
    package enum Submission: String, CaseIterable, Sendable {
        /// The officer looks at the scan and submits it.
        case manual
        /// A complete dossier goes straight to the leader.
        case automatic
    }

    /// Octets, inclusive.
    package let limit: Int
    package let settle: Duration
    package let submit: Submission
    /// Active content that is taken in all the same.
    package let allowed: Set<ActiveContent>
}

/// Where a signing key lies.
package enum KeySettings: Sendable {
    /// A PKCS#12 file.
    case file(pkcs12: String, passphraseFile: String)
    case token(TokenKeySettings)
}

package struct SignerSettings: Sendable {
    package let id: String
    package let name: String
    /// As printed above the signature: `CHỦ TỊCH`, `KT. CHỦ TỊCH / PHÓ CHỦ TỊCH`.
    package let title: String
    package let key: KeySettings
    /// A transparent PNG.
    package let image: String
}

package struct SealSettings: Sendable {
    package let key: KeySettings
    /// A transparent PNG.
    package let image: String
}

package struct AttestationSettings: Sendable {
    /// Where a dossier's form does not say otherwise.
    package let placement: AttestationPlacement
    /// Instead of a page of its own for an original that is signed already, which cannot have one; nil for a blank place
    /// on its last page.
    package let placementWhenSigned: AttestationPlacement?
    package let template: AttestationTemplate
    /// Whether a QR code with the dossier's code stands beside the attestation.
    package let hasQRCode: Bool
    /// Where recipients look a copy up, for the QR code; `{code}` in it stands for the dossier's code.
    package let verificationURL: String?
}

package struct RegisterSettings: Sendable {
    package let anchor: AnchorSettings
    /// The least number of digits of a new book's numbers; 0 for none.
    package let padding: Int
    /// Whether the daemon adds the book of a new year by itself.
    package let opensNext: Bool
    /// The file that tells the public which copies were annulled; absolute.
    package var published: String
}
