import Faults
import PAdES
import PDF
import Synchronization

/// A key, the algorithm it signs with, and the picture that stands for it on the page.
struct SigningIdentity: Sendable {
    let key: any SigningKey
    let algorithm: SignatureAlgorithm
    /// As large as on paper.
    let picture: Drawing
}

/// One key of the office, or the place of one that is on a token somebody will plug in.
final class KeyHolder: Sendable {
    let picture: Drawing
    private let settings: KeySettings
    private let reader: KeyReader
    private let found: Mutex<SigningIdentity?>

    /// - Parameter key: `nil` while its token is away.
    init(_ settings: KeySettings, _ key: KeyReader.Usable?, picture: Drawing, reader: KeyReader) {
        self.settings = settings
        self.reader = reader
        self.picture = picture
        found = Mutex(key.map { SigningIdentity(key: $0.key, algorithm: $0.algorithm, picture: picture) })
    }

    /// The key's own; `nil` while the key is away.
    var certificate: Certificate? { found.withLock { $0?.key.certificate } }

    /// The certificates that issued the key's; `nil` while the key is away.
    var path: [Certificate]? { found.withLock { $0?.key.path } }

    /// Blocking where the key was away before.
    func identity() throws -> SigningIdentity {
        if let identity = found.withLock({ $0 }) { return identity }
        let key = try reader.usable(settings)
        let identity = SigningIdentity(key: key.key, algorithm: key.algorithm, picture: picture)
        found.withLock { $0 = identity }
        return identity
    }
}
