import Glibc
import Hashing
import PAdES
import Spool

/// The folder where the office's anchors are: small files that are only ever added.
struct AnchorFolder: Sendable {
    /// Octets of one file.
    private static let limit = 1 << 20

    /// Absolute.
    let path: String

    init(_ configuration: PipelineConfiguration) {
        path = configuration.register.anchor.folder
    }

    init(path: String) {
        self.path = path
    }

    /// An anchor as it lies there.
    struct Stored: Sendable {
        let name: AnchorName
        let statement: AnchorStatement
        let signature: StatementSignature
        /// Of the statement.
        let digest: Digest
    }

    /// In the order of their ordinals. Blocking.
    ///
    /// - Returns: nothing where there is no such folder.
    func names() throws(SpoolFault) -> [AnchorName] {
        guard let directory = try existing() else { return [] }
        return try directory.names().compactMap { AnchorName(statement: $0) }.sorted { $0.ordinal < $1.ordinal }
    }

    /// Reads an anchor and checks that its signature is over its statement; not who the signer is. Blocking.
    ///
    /// - Throws: ``AnchorFault/altered(_:)``, ``SpoolFault``.
    func read(_ name: AnchorName) throws -> Stored {
        let directory = try Directory.open(path: path)
        let bytes = try directory.openRegular(name.statement).bytes(limit: Self.limit)
        guard try directory.status(of: name.signature) != nil else { throw AnchorFault.altered(describe(name)) }
        let der = try directory.openRegular(name.signature).bytes(limit: Self.limit)
        do {
            let statement = try AnchorStatement(bytes: bytes)
            let signature = try StatementSignature(der: der)
            try signature.check(over: bytes)
            guard statement.type == AnchorStatement.type, statement.ordinal == name.ordinal,
                statement.events == name.events
            else { throw AnchorFault.altered(describe(name)) }
            return Stored(
                name: name, statement: statement, signature: signature, digest: try SHA256.digest(of: bytes))
        } catch {
            throw AnchorFault.altered(describe(name))
        }
    }

    /// Lays down an anchor durably; the statement comes last and makes it one. Blocking.
    func write(_ name: AnchorName, statement: [UInt8], signature: [UInt8], timestamp: [UInt8]?) throws(SpoolFault) {
        let directory = try Directory.make(path: path, mode: 0o750)
        guard try directory.status(of: name.statement) == nil else {
            throw .nameTaken(path: directory.describe(name.statement))
        }
        for (file, bytes) in [
            (name.signature, signature), (name.timestamp, timestamp ?? []), (name.statement, statement),
        ] where !bytes.isEmpty {
            // Without a statement, what a crash left here is no anchor; a statement that is there is whole.
            try directory.replace(file, with: bytes, mode: 0o440)
        }
    }

    func describe(_ name: AnchorName) -> String { path + "/" + name.statement.display }

    private func existing() throws(SpoolFault) -> Directory? {
        do {
            return try Directory.open(path: path)
        } catch .system(_, _, ENOENT) {
            return nil
        }
    }
}
