import Certification
import Foundation
import Ledger
import PAdES
import PDF
import Spool

/// Lays out a workspace: folders, configuration, ledger, and with `--demo` everything to try the product with.
///
/// What is there already stays as it is; doing it again completes what is missing.
package struct WorkspaceBlueprint: Sendable {
    private let directory: String

    /// - Parameter directory: absolute; made when it is missing.
    package init(directory: String) {
        self.directory = URL(fileURLWithPath: directory).standardizedFileURL.path
    }

    /// Blocking.
    ///
    /// - Returns: what was made, a line each, for the person who asked for it.
    package func layOut(demo: Bool) async throws -> [String] {
        var lines: [String] = []
        try FileManager.default.createDirectory(atPath: directory + "/pipelines", withIntermediateDirectories: true)
        let hasPipelines = try FileManager.default.contentsOfDirectory(atPath: directory + "/pipelines")
            .contains { $0.hasSuffix(".yaml") }
        if !hasPipelines {
            lines += try write(Array(DemoConfiguration.text.utf8), to: "pipelines/\(DemoConfiguration.pipeline).yaml")
        }
        let workspace = try Workspace(found: directory)
        if demo { lines += try makeKeys() }
        for pipeline in try workspace.pipelines() {
            try SpoolLayout(pipeline).create()
            try makeLedger(of: pipeline)
            lines.append("Cơ quan \(pipeline.name): \(pipeline.folders.inbox), \(pipeline.folders.spool)")
            if demo { lines += try await openBook(in: pipeline) }
        }
        return lines
    }

    /// An empty ledger, so that the records can be asked for before anything has arrived.
    private func makeLedger(of pipeline: PipelineConfiguration) throws {
        let layout = SpoolLayout(pipeline)
        guard try !layout.hasLedger() else { return }
        try LedgerPresence.requireFreshOffice(pipeline)
        let lock = try WorkspaceLock.acquire(
            in: layout.open(.state), as: LockHolder(program: "init"), timeout: .seconds(10))
        try withExtendedLifetime(lock) { try Ledger.open(path: layout.ledgerFile, access: .readWrite).close() }
    }

    // MARK: Demo

    private func makeKeys() throws -> [String] {
        let now = Date()
        let validity = now.addingTimeInterval(-86_400)...now.addingTimeInterval(10 * 366 * 86_400)
        let names = [DemoKey.leader.name, DemoKey.seal.name].map { "pki/\($0).p12" }
        try FileManager.default.createDirectory(
            atPath: directory + "/pki",
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        var lines: [String] = []
        if !names.contains(where: exists) {
            let root = try DemoAuthority(name: "Chứng thư gốc thử nghiệm chungthuc", validity: validity)
            lines += try write(Array(root.certificate.pem.utf8), to: "pki/root.pem")
            for key in [DemoKey.leader, DemoKey.seal] { lines += try makeKey(key, by: root) }
        }
        lines += try write(try DemoArtwork.signature(name: DemoConfiguration.signer), to: "pki/leader.png")
        lines += try write(try DemoArtwork.seal(office: DemoConfiguration.office), to: "pki/seal.png")
        return lines
    }

    private struct DemoKey {
        let name: String
        let commonName: String

        static let leader = DemoKey(name: "leader", commonName: DemoConfiguration.signer)
        static let seal = DemoKey(name: "seal", commonName: DemoConfiguration.office)
    }

    private func makeKey(_ key: DemoKey, by root: DemoAuthority) throws -> [String] {
        let identity = try root.issue(commonName: key.commonName, organization: DemoConfiguration.office)
        let secret = Array((0..<24).map { _ in "0123456789abcdefghjkmnpqrstvwxyz".utf8.randomElement() ?? 0 })
        let file = try identity.pkcs12(passphrase: Passphrase(secret))
        return try write(secret + [UInt8(ascii: "\n")], to: "pki/\(key.name).pass", mode: 0o600)
            + write(file, to: "pki/\(key.name).p12", mode: 0o600)
    }

    /// A book for this year, unless one gives numbers today.
    private func openBook(in pipeline: PipelineConfiguration) async throws -> [String] {
        let office = try await Office.open(pipeline, program: "init", patience: .seconds(10))
        let today = office.clock.local(office.clock.now()).date
        var lines: [String] = []
        if try await !office.ledger.books(office: pipeline.office.code).contains(where: { $0.isOpen(on: today) }) {
            let book = OfficeRequest.BookFields(
                opens: "\(today.year)-01-01",
                closes: "\(today.year)-12-31"
            )
            for result in await office.perform(.book("\(today.year)", .add(book))) {
                if let fault = result.fault { throw fault }
                if let book = result.book { lines.append("Sổ chứng thực \(book.name), từ số \(book.first)") }
            }
        }
        try office.close()
        return lines
    }

    // MARK: Files

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: directory + "/" + name) }

    /// Writes a file durably unless it is there.
    private func write(_ bytes: [UInt8], to name: String, mode: UInt32 = 0o644) throws -> [String] {
        guard !exists(name), let slash = name.lastIndex(of: "/"),
            let fileName = FileName(name[name.index(after: slash)...])
        else { return [] }
        let folder = try Directory.open(path: directory + "/" + name[..<slash])
        var file = try folder.create(fileName, mode: mode)
        try file.write(bytes)
        _ = try file.sync()
        return [name]
    }
}
