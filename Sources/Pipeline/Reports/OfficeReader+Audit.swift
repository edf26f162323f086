// The audit of an office: the ledger in itself, its anchors, and every dossier's file against its hash.
//
// Called by `audit`; takes no lock and disturbs nobody. Memory does not grow with the office: rows and files are looked
// at one by one. A dossier that moves on meanwhile is looked at again before it is complained of.

import Certification
import Faults
import Hashing
import Ledger
import PAdES
import Spool
import Synchronization

extension OfficeReader {
    /// How many dossiers are read from the ledger at once.
    private static let page = 500

    /// Blocking.
    package func audit() async throws -> AuditDocument {
        let collected = Findings()
        let head = try await ledger.audit { collected.add($0.code, $0.message) }
        let anchors = try await AnchorCheck(configuration, ledger: ledger).examine()
        for fault in anchors.faults { collected.add(fault.code, fault.message) }
        for finding in try await alteredClosings() { collected.add(finding.code, finding.message) }
        let files = DossierFiles(self)
        var (dossiers, unfinished, last) = (0, [String](), DossierCode?.none)
        while case let page = try await ledger.files(after: last, limit: Self.page), !page.isEmpty {
            for (code, file) in page {
                switch try await files.standing(of: code, file) {
                case .sound: break
                case .unfinished: unfinished.append(code.text)
                case .fault(let kind): collected.add(kind.rawValue, kind.message(code, file))
                }
            }
            dossiers += page.count
            last = page.last?.code
        }
        let restorations = try await ledger.restorations()
        return AuditDocument(
            events: Int(head.count),
            head: head.hash?.hex,
            dossiers: dossiers,
            unfinished: unfinished,
            anchors: AuditDocument.Anchors(
                folder: anchors.folder,
                count: anchors.count,
                events: anchors.newest?.events,
                at: anchors.newest?.at
            ),
            restorations: restorations.map {
                AuditDocument.Restoration(
                    at: clock.text($0.at), actor: $0.actor, events: $0.events, reason: $0.reason)
            },
            findings: collected.kept,
            found: collected.count
        )
    }

    /// Closed books whose signature is none over what was stated. Who signed is for the reader of the statement: the
    /// roots of a closing of years ago need not be those of today. Blocking.
    private func alteredClosings() async throws -> [AuditFinding] {
        var findings: [AuditFinding] = []
        for book in try await ledger.books(office: configuration.office.code) {
            guard let closing = try await ledger.closing(of: book.id) else { continue }
            do {
                try StatementSignature(der: closing.signature).check(over: closing.statement)
            } catch {
                findings.append(.closingAltered(book: book.name.text))
            }
        }
        return findings
    }
}

/// Findings as they come: all are counted, the first are kept.
private final class Findings: Sendable {
    private let state = Mutex((kept: [AuditDocument.Finding](), count: 0))

    func add(_ code: String, _ message: Wording) {
        state.withLock { state in
            state.count += 1
            guard state.kept.count < AuditDocument.limit else { return }
            state.kept.append(AuditDocument.Finding(code: code, message: message))
        }
    }

    var kept: [AuditDocument.Finding] { state.withLock { $0.kept } }
    var count: Int { state.withLock { $0.count } }
}
