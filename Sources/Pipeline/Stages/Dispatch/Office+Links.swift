// Links: a copy that is too large for mail is published under a name that nobody guesses, until a day.
//
// Called when the mail is frozen. Trusts a web server to serve the folder without listing it. Promises: the file is whole
// and durable before the mail that names it exists; it is removed when its time is over, also one whose step was given up,
// and when the copy is annulled, which the chain then tells.

import Certification
import Faults
import Hashing
import Ledger
import Logging
import Spool

extension Office {
    private static let nameLength = 64

    func publish(
        _ copy: borrowing ReadableFile,
        _ digest: Digest,
        by links: DeliverySettings.Links,
        at time: LocalTime
    ) throws -> PublishedLink {
        // 256 bits of the system's random generator.
        var generator = SystemRandomNumberGenerator()
        let words = (0..<4).map { _ in String(generator.next() as UInt64, radix: 16) }
        let stem = words.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
        guard let name = FileName("\(stem).pdf") else { throw UnexpectedFault(detail: "no name for a link") }
        let folder = try Directory.make(path: links.directory, mode: 0o755)
        var file = try folder.create(name, mode: 0o644)
        try file.write(contentsOf: copy)
        let synced = try file.sync()
        guard synced.digest == digest else {
            try synced.discard()
            throw SpoolFault.digestMismatch(path: copy.path)
        }
        return PublishedLink(
            url: links.url(of: name.display), size: copy.size, digest: digest, expires: links.expiry(from: time.date))
    }

    /// Removes the published copies of annulled dossiers. A copy is known by its bytes: its name is told to its recipient
    /// alone.
    func withdrawLinks(by actor: String) async throws {
        guard let links = configuration.delivery.email.links else { return }
        var filter = DossierFilter()
        filter.states = [.annulled]
        filter.office = configuration.office.code
        let annulled = Dictionary(grouping: try await ledger.dossiers(filter)) { Int($0.file.bytes) }
        guard !annulled.isEmpty else { return }
        let folder = try Directory.make(path: links.directory, mode: 0o755)
        for name in try folder.names() where Self.isOfALink(name) {
            guard let size = try folder.status(of: name)?.size, let suspects = annulled[size] else { continue }
            let digest = try folder.openRegular(name).digest()
            guard let record = suspects.first(where: { $0.file.hash == digest }) else { continue }
            try folder.remove(name)
            try await ledger.recordWithdrawal(of: record, Occasion(at: clock.now(), actor: actor))
            logger.notice("link to an annulled copy withdrawn", metadata: ["dossier": "\(record.code)"])
        }
    }

    /// Removes copies whose time is over; what else is in the folder stays.
    func removeExpiredLinks() {
        guard let links = configuration.delivery.email.links else { return }
        do {
            let folder = try Directory.make(path: links.directory, mode: 0o755)
            let oldest = Int(clock.now().milliseconds / 1000 - links.lifetime.components.seconds)
            for name in try folder.names() where Self.isOfALink(name) {
                guard let published = try folder.status(of: name)?.modified, published.seconds < oldest else {
                    continue
                }
                try folder.remove(name)
                logger.info("expired link removed")
            }
        } catch {
            logger.error("expired links cannot be removed", metadata: ["error": "\(Loggable(error))"])
        }
    }

    private static func isOfALink(_ name: FileName) -> Bool {
        let stem = name.stem
        return name.hasExtension("pdf") && stem.count == nameLength
            && stem.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
