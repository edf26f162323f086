import Certification
import Faults
import Ledger
import Spool
import Synchronization

/// What the audit found: nothing, or each thing that cannot be.
package struct AuditDocument: Codable, Sendable {
    package struct Finding: Codable, Sendable {
        package let code: String
        package let message: Wording
    }

    package let events: Int
    /// SHA-256 of the last event: to be kept outside of the office.
    @Nullable package var head: String?
    package let dossiers: Int
    package let findings: [Finding]
}

extension OfficeReader {
    /// Proves the ledger: event chain, numbers without gap or double, and every dossier's file against its hash.
    ///
    /// Takes no lock. A dossier that moves on meanwhile is looked at again before it is complained of. Blocking.
    package func audit() async throws -> AuditDocument {
        let collected = Mutex<[AuditFinding]>([])
        let head = try await ledger.audit { finding in collected.withLock { $0.append(finding) } }
        var findings = collected.withLock { $0 }.map { AuditDocument.Finding(code: $0.code, message: $0.message) }
        let records = try await ledger.dossiers()
        for record in records {
            if let finding = try await examine(record.code, asOf: record) { findings.append(finding) }
        }
        return AuditDocument(
            events: Int(head.count),
            head: head.hash?.hex,
            dossiers: records.count,
            findings: findings
        )
    }

    private func examine(_ code: DossierCode, asOf record: DossierRecord) async throws -> AuditDocument.Finding? {
        var record = record
        for _ in 0..<3 {
            // A committed step may still be on its way: then the file is where the step says, not yet where the row says.
            guard try await ledger.openStep(of: code) == nil, let problem = problem(of: record) else {
                return nil
            }
            let now = try await ledger.dossier(code)
            guard now != record else { return problem }
            record = now
        }
        return nil
    }

    private func problem(of record: DossierRecord) -> AuditDocument.Finding? {
        let path = SpoolPath(bytes: record.file.path)
        do {
            guard let path, let (directory, name) = try SpoolLayout(configuration).locate(path),
                try directory.status(of: name)?.kind == .regular
            else { return finding("file-missing", record, "không còn", "is missing") }
            guard try directory.openRegular(name).digest() == record.file.hash else {
                return finding("file-altered", record, "đã bị sửa", "was altered")
            }
            return nil
        } catch {
            return finding("file-unreadable", record, "không đọc được", "cannot be read")
        }
    }

    private func finding(
        _ code: String,
        _ record: DossierRecord,
        _ vietnamese: String,
        _ english: String
    ) -> AuditDocument.Finding {
        let path = SpoolPath(bytes: record.file.path)?.display ?? ""
        return AuditDocument.Finding(
            code: code,
            message: Wording(
                vi: "Hồ sơ \(record.code): tệp \(path) \(vietnamese).",
                en: "Dossier \(record.code): the file \(path) \(english)."
            )
        )
    }
}
