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

    /// Blocking.
    ///
    /// - Throws: what is wrong with the key, but not that a token is absent.
    init(_ settings: KeySettings, picture: Drawing, reader: KeyReader) throws {
        self.settings = settings
        self.reader = reader
        self.picture = picture
        do {
            found = Mutex(try reader.identity(settings, picture: picture))
        } catch let fault as KeyFault where fault.exitCode == .unavailable {
            found = Mutex(nil)
        }
    }

    /// The certificates that issued the key's; `nil` while the key is absent.
    var path: [Certificate]? { found.withLock { $0?.key.path } }

    /// Blocking where the key was absent before.
    func identity() throws -> SigningIdentity {
        if let identity = found.withLock({ $0 }) { return identity }
        let identity = try reader.identity(settings, picture: picture)
        found.withLock { $0 = identity }
        return identity
    }
}
