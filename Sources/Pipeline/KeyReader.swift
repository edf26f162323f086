import PAdES
import PDF
import Spool

/// Reads the keys that a configuration names; tries no PIN.
struct KeyReader: Sendable {
    private let scheme: SignatureScheme
    let refused: RefusedPINRecords

    init(_ configuration: PipelineConfiguration) {
        scheme = configuration.signature.scheme
        refused = RefusedPINRecords(layout: SpoolLayout(configuration))
    }

    /// Blocking.
    ///
    /// - Throws: ``KeyFault`` or ``SpoolFault`` that names the file or the token.
    func key(_ settings: KeySettings) throws -> any SigningKey {
        switch settings {
        case .file(let pkcs12, let passphraseFile):
            let passphrase = try PassphraseFile.read(passphraseFile)
            return try SoftwareKey.load(pkcs12: try SmallFile.read(pkcs12), passphrase: passphrase, name: pkcs12)
        case .token(let settings):
            var certificates: [Certificate] = []
            if let file = settings.certificateFile {
                certificates = try Certificate.all(inPEM: try SmallFile.read(file), name: file)
            }
            return try TokenKey(settings, certificates: certificates, refused: refused)
        }
    }

    /// The key with its algorithm. Blocking.
    func identity(_ settings: KeySettings, picture: Drawing) throws -> SigningIdentity {
        let key = try key(settings)
        return SigningIdentity(key: key, algorithm: try algorithm(for: key), picture: picture)
    }

    /// - Throws: ``KeyFault`` with `schemeUnfit` or `unsupportedKey`.
    func algorithm(for key: any SigningKey) throws(KeyFault) -> SignatureAlgorithm {
        try scheme.algorithm(for: key.certificate.publicKey, of: key.name)
    }
}
