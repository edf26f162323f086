import Faults
import Foundation
import PAdES
import PDF
import Spool

/// A key, the algorithm it signs with, and the picture that stands for it on the page.
struct SigningIdentity: Sendable {
    let key: any SigningKey
    let algorithm: SignatureAlgorithm
    let image: PNGImage
}

/// The office's keys and pictures, read once at the start: a key is parsed once, not for each signature.
struct Keyring: Sendable {
    /// By signer's id.
    let signers: [String: SigningIdentity]
    let seal: SigningIdentity

    /// Blocking.
    ///
    /// - Throws: ``KeyFault``, ``PDFFault`` or ``SpoolFault`` that names the file: nothing starts half-configured.
    init(_ configuration: PipelineConfiguration) throws {
        let scheme = configuration.signature.scheme
        var signers: [String: SigningIdentity] = [:]
        for signer in configuration.signers {
            signers[signer.id] = try Self.identity(signer.key, image: signer.image, scheme: scheme)
        }
        self.signers = signers
        seal = try Self.identity(configuration.seal.key, image: configuration.seal.image, scheme: scheme)
    }

    /// The self-signed ends of the keys' paths, as far as the key files hold them.
    var roots: [Certificate] {
        let ends = (signers.values.map(\.key) + [seal.key]).compactMap(\.path.last)
        return Array(Set(ends.filter { $0.subject == $0.issuer }))
    }

    private static func identity(
        _ settings: KeySettings,
        image: String,
        scheme: SignatureScheme
    ) throws -> SigningIdentity {
        let key = try key(settings)
        return SigningIdentity(
            key: key,
            algorithm: try scheme.algorithm(for: key.certificate.publicKey, of: key.name),
            image: try PNGImage(try SmallFile.read(image), name: image)
        )
    }

    static func key(_ settings: KeySettings) throws -> any SigningKey {
        let passphrase = try PassphraseFile.read(settings.passphraseFile)
        let bytes = try SmallFile.read(settings.pkcs12)
        return try SoftwareKey.load(pkcs12: bytes, passphrase: passphrase, name: settings.pkcs12)
    }
}
