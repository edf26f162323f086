import Faults
import PAdES
import PDF
import Synchronization

/// A key, the algorithm it signs with, and the picture that stands for it on the page.
struct SigningIdentity: Sendable {
    let key: any SigningKey
    let algorithm: SignatureAlgorithm
    let image: PNGImage
}

/// One key of the office, or the place of one that is on a token somebody will plug in.
final class KeyHolder: Sendable {
    let image: PNGImage
    private let settings: KeySettings
    private let reader: KeyReader
    private let found: Mutex<SigningIdentity?>

    /// - Parameter key: `nil` while its token is away.
    init(_ settings: KeySettings, _ key: KeyReader.Usable?, image: PNGImage, reader: KeyReader) {
        self.settings = settings
        self.image = image
        self.reader = reader
        found = Mutex(key.map { SigningIdentity(key: $0.key, algorithm: $0.algorithm, image: image) })
    }

    /// Blocking where the key was away before.
    func identity() throws -> SigningIdentity {
        if let identity = found.withLock({ $0 }) { return identity }
        let key = try reader.usable(settings)
        let identity = SigningIdentity(key: key.key, algorithm: key.algorithm, image: image)
        found.withLock { $0 = identity }
        return identity
    }
}
