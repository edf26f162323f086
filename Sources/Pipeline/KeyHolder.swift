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

    /// Blocking.
    ///
    /// - Throws: what is wrong with the key, but not that a token is absent.
    init(_ settings: KeySettings, image: PNGImage, reader: KeyReader) throws {
        self.settings = settings
        self.reader = reader
        self.image = image
        do {
            found = Mutex(try reader.identity(settings, image: image))
        } catch let fault as KeyFault where fault.exitCode == .unavailable {
            found = Mutex(nil)
        }
    }

    /// The issuer that is farthest from the key's certificate; `nil` while the key is absent.
    var lastOfPath: Certificate? { found.withLock { $0?.key.path.last } }

    /// Blocking where the key was absent before.
    func identity() throws -> SigningIdentity {
        if let identity = found.withLock({ $0 }) { return identity }
        let identity = try reader.identity(settings, image: image)
        found.withLock { $0 = identity }
        return identity
    }
}
