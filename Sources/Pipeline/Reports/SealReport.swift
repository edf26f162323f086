import Certification
import Faults
import Foundation
import PAdES
import PDF

/// A signer's or the seal's certificate as `seals` shows it.
package struct SealDocument: Codable, Sendable {
    /// A token as it was found.
    package struct Token: Codable, Sendable {
        package let label: String
        package let serial: String
        /// How its PIN stands; none is tried for this report.
        package let pin: TokenPINState
    }

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
    /// Where the key lies: a file, or a token and the key's name on it.
    package let location: String
    /// Null for a key in a file, and while the token is away.
    @Nullable package var token: Token?
    /// Why it cannot sign now.
    @Nullable package var problem: FaultDocument?
}

/// What is known of the office's certificates; opens the key files, looks at tokens without a PIN, and takes no lock.
package enum SealReport {
    /// Blocking.
    package static func make(_ configuration: PipelineConfiguration) -> [SealDocument] {
        let clock = OfficeClock(zone: configuration.office.timezone)
        let reader = KeyReader(configuration)
        var documents: [SealDocument] = []
        for signer in configuration.signers {
            var document = SealDocument(
                role: "signer", id: signer.id, name: signer.name, location: signer.key.location)
            document.examine(signer.key, image: signer.image, reader: reader, clock: clock)
            documents.append(document)
        }
        let seal = configuration.seal
        var document = SealDocument(
            role: "seal", id: "seal", name: configuration.office.name, location: seal.key.location)
        document.examine(seal.key, image: seal.image, reader: reader, clock: clock)
        return documents + [document]
    }
}

extension SealDocument {
    fileprivate mutating func examine(_ settings: KeySettings, image: String, reader: KeyReader, clock: OfficeClock) {
        if case .token(let settings) = settings {
            note { document in try document.examine(settings, reader: reader) }
        }
        note { document in
            let now = clock.now().date
            let key = try reader.key(settings)
            document.show(key.certificate, at: now, clock: clock)
            try key.checkFitness(at: now)
            _ = try reader.algorithm(for: key)
        }
        note { _ in _ = try PNGImage(try SmallFile.read(image), name: image) }
    }

    /// Keeps the first thing that is wrong.
    private mutating func note(_ look: (inout SealDocument) throws -> Void) {
        do {
            try look(&self)
        } catch {
            problem = problem ?? FaultDocument(describing: error)
        }
    }

    private mutating func examine(_ settings: TokenKeySettings, reader: KeyReader) throws {
        let inspection = try TokenInspection(settings, refused: reader.refused)
        let pin = try inspection.pinState()
        token = Token(label: inspection.label, serial: inspection.serial, pin: pin)
        if let fault = pin.fault(of: settings.name) { throw fault }
    }

    private mutating func show(_ certificate: Certificate, at now: Date, clock: OfficeClock) {
        subject = certificate.subject.text
        issuer = certificate.issuer.text
        serial = certificate.serialNumber
        notBefore = clock.text(Moment(certificate.validity.lowerBound))
        notAfter = clock.text(Moment(certificate.validity.upperBound))
        daysLeft = Int((certificate.validity.upperBound.timeIntervalSince(now) / 86_400).rounded(.down))
        key = "\(certificate.publicKey)"
    }
}

extension KeySettings {
    /// Where the key lies, for people.
    var location: String {
        switch self {
        case .file(let pkcs12, _): pkcs12
        case .token(let settings): settings.name
        }
    }
}

extension Moment {
    init(_ date: Date) {
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }
}
