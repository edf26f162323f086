import Faults
import Foundation
import PAdES
import PDF
import Spool

/// A key, the algorithm it signs with, and the picture that stands for it on the page.
struct SigningIdentity: Sendable {
    let key: any SigningKey
    let algorithm: SignatureAlgorithm
    /// As large as on paper.
    let picture: Drawing
}

/// The office's keys and pictures, read once at the start: a key is parsed once, not for each signature.
struct Keyring: Sendable {
    /// By signer's id.
    let signers: [String: SigningIdentity]
    let seal: SigningIdentity

    /// Blocking.
    ///
    /// - Throws: what names the line of the configuration and the file that it means: nothing starts half-configured.
    init(_ configuration: PipelineConfiguration) throws(ConfigurationFault) {
        let scheme = configuration.signature.scheme
        var signers: [String: SigningIdentity] = [:]
        let places = configuration.places
        for (index, signer) in configuration.signers.enumerated() {
            signers[signer.id] = try Self.identity(
                signer.key, image: signer.image, size: AttestationStyle.page.signature, scheme,
                owner: "signers[\(index)]", places
            )
        }
        self.signers = signers
        let settings = configuration.seal
        seal = try Self.identity(
            settings.key, image: settings.image, size: AttestationStyle.seal, scheme, owner: "seal", places
        )
    }

    /// - Parameter owner: the dotted key of the signer or the seal.
    private static func identity(
        _ settings: KeySettings,
        image: String,
        size: Size,
        _ scheme: SignatureScheme,
        owner: String,
        _ places: ConfigurationPlaces
    ) throws(ConfigurationFault) -> SigningIdentity {
        let key: any SigningKey
        let algorithm: SignatureAlgorithm
        do {
            key = try Self.key(settings)
            algorithm = try scheme.algorithm(for: key.certificate.publicKey, of: key.name)
        } catch {
            throw places.fault("\(owner).key", because: error)
        }
        do {
            let picture = try Self.picture(try PNGImage(try SmallFile.read(image), name: image), size: size)
            return SigningIdentity(key: key, algorithm: algorithm, picture: picture)
        } catch {
            throw places.fault("\(owner).image", because: error)
        }
    }

    /// Drawn once, not for each signature.
    private static func picture(_ image: PNGImage, size: Size) throws(PDFFault) -> Drawing {
        let size = Size(width: Double(image.width), height: Double(image.height)).fitted(into: size)
        var canvas = try Canvas(width: size.width, height: size.height)
        try canvas.image(image, in: Rect(x: 0, y: 0, width: size.width, height: size.height))
        return try canvas.finish()
    }

    static func key(_ settings: KeySettings) throws -> any SigningKey {
        let passphrase = try PassphraseFile.read(settings.passphraseFile)
        let bytes = try SmallFile.read(settings.pkcs12)
        return try SoftwareKey.load(pkcs12: bytes, passphrase: passphrase, name: settings.pkcs12)
    }
}
