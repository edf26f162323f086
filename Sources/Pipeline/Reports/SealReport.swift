import Certification
import Faults
import Foundation
import PAdES

/// A signer's or the seal's certificate as `seals` shows it.
package struct SealDocument: Codable, Sendable {
    /// `signer` or `seal`.
    package let role: String
    package let id: String
    package let name: String
    @Nullable package var subject: String?
    @Nullable package var issuer: String?
    @Nullable package var serial: String?
    @Nullable package var notBefore: String?
    @Nullable package var notAfter: String?
    @Nullable package var daysLeft: Int?
    /// `RSA 2048`.
    @Nullable package var key: String?
    /// Where the key lies.
    package let location: String
    /// Why it cannot sign now.
    @Nullable package var problem: FaultDocument?
}

/// What is known of the office's certificates; opens the key files, and takes no lock.
package enum SealReport {
    /// Blocking.
    package static func make(_ configuration: PipelineConfiguration) throws -> [SealDocument] {
        let clock = OfficeClock(zone: configuration.office.timezone)
        var documents = configuration.signers.map { signer in
            document(role: "signer", id: signer.id, name: signer.name, key: signer.key, clock: clock)
        }
        let office = configuration.office.name
        documents.append(document(role: "seal", id: "seal", name: office, key: configuration.seal.key, clock: clock))
        return documents
    }

    private static func document(
        role: String,
        id: String,
        name: String,
        key settings: KeySettings,
        clock: OfficeClock
    ) -> SealDocument {
        var document = SealDocument(role: role, id: id, name: name, location: settings.pkcs12)
        do {
            let key = try Keyring.key(settings)
            let certificate = key.certificate
            let now = clock.now().date
            document.subject = certificate.subject.text
            document.issuer = certificate.issuer.text
            document.serial = certificate.serialNumber
            document.notBefore = clock.text(Moment(certificate.validity.lowerBound))
            document.notAfter = clock.text(Moment(certificate.validity.upperBound))
            document.daysLeft = Int((certificate.validity.upperBound.timeIntervalSince(now) / 86_400).rounded(.down))
            document.key = "\(certificate.publicKey)"
            try key.checkFitness(at: now)
        } catch {
            document.problem = FaultDocument(describing: error)
        }
        return document
    }
}

extension Moment {
    init(_ date: Date) {
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }
}
