import Logging
import PAdES
import Spool
import Synchronization

/// Keeps answers about revocation in the office's state folder: a restart, or a command beside the daemon, asks nobody
/// again. What is kept here is checked each time it is used.
final class DiskRevocationCache: RevocationCache {
    /// Octets; the largest answer that is ever fetched.
    private static let limit = 32 << 20

    private let layout: SpoolLayout
    private let logger: Logger
    /// One writer at a time, so that drafts do not meet.
    private let writing = Mutex(())

    init(_ layout: SpoolLayout, logger: Logger) {
        self.layout = layout
        self.logger = logger
    }

    func bytes(named name: String) -> [UInt8]? {
        do {
            guard let name = FileName(name) else { return nil }
            let folder = try layout.open(.revocation)
            guard try folder.status(of: name) != nil else { return nil }
            return try folder.openRegular(name).bytes(limit: Self.limit)
        } catch {
            complain(error)
            return nil
        }
    }

    func keep(_ bytes: [UInt8], named name: String) {
        do {
            guard let name = FileName(name) else { return }
            try writing.withLock { _ in
                try layout.makeAndOpen(.revocation).replace(name, with: bytes, mode: 0o600)
            }
        } catch {
            complain(error)
        }
    }

    /// Without a cache the services are asked each time; nothing else is lost.
    private func complain(_ error: any Error) {
        logger.warning("revocation cache does not work", metadata: ["error": "\(error)"])
    }
}
