import PAdES
import Spool

/// Reads the keys that a configuration names; tries no PIN.
struct KeyReader: Sendable {
    /// A key, and the algorithm it signs with in this office.
    struct Usable {
        let key: any SigningKey
        let algorithm: SignatureAlgorithm
    }

    private let settings: [KeySettings]
    private let scheme: SignatureScheme
    let refused: RefusedPINRecords

    init(_ configuration: PipelineConfiguration) {
        settings = configuration.signers.map(\.key) + [configuration.seal.key]
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
    func usable(_ settings: KeySettings) throws -> Usable {
        let key = try key(settings)
        return Usable(key: key, algorithm: try algorithm(for: key))
    }

    /// The same; `nil` while the key's token is away, which is nobody's mistake. Blocking.
    func usableUnlessAway(_ settings: KeySettings) throws -> Usable? {
        do {
            return try usable(settings)
        } catch let fault as KeyFault where fault.exitCode == .unavailable {
            return nil
        }
    }

    /// - Throws: ``KeyFault`` with `schemeUnfit` or `unsupportedKey`.
    func algorithm(for key: any SigningKey) throws(KeyFault) -> SignatureAlgorithm {
        try scheme.algorithm(for: key.certificate.publicKey, of: key.name)
    }

    /// The seal's certificate. Blocking.
    ///
    /// - Returns: `nil` without the key file or token; whoever checks signatures need not be allowed to open them.
    var sealCertificate: Certificate? { settings.last.flatMap { try? key($0).certificate } }

    /// The roots that the office's own key files carry. Whoever checks signatures need not be allowed to open them.
    /// Blocking.
    var ownRoots: [Certificate] {
        settings.compactMap { settings in
            // Without the key file or token nothing is trusted, which is said of each signature.
            guard let root = try? key(settings).path.last, root.subject == root.issuer else { return nil }
            return root
        }
    }
}
