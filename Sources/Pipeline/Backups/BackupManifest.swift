import Foundation
import Hashing
import Ledger
import Spool

/// What a backup holds, signed with the seal.
struct BackupManifest: Codable, Sendable {
    static let type = "chungthuc backup"

    struct File: Codable, Sendable, Equatable {
        /// Below the backup's folder; see ``BackupPath``.
        let path: String
        let bytes: Int
        let sha256: Digest
    }

    /// ``type``: the seal never signs something else that could be read as this.
    var type = Self.type
    /// The office's code.
    let office: String
    let officeName: String
    let pipeline: String
    /// RFC 3339 with offset.
    let at: String
    /// How many events the ledger has, and the hash of the last.
    let events: Int64
    let head: Digest
    /// How far the numbers were.
    let register: [SeriesPosition]
    /// In the order of their paths.
    let files: [File]
    /// Files that the configuration names and that a backup must not hold: keys, passphrases, PINs.
    let leftOut: [String]

    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    init(bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(BackupManifest.self, from: Data(bytes))
    }

    init(
        configuration: PipelineConfiguration,
        at: String,
        head: ChainHead,
        register: [SeriesPosition],
        files: [File],
        leftOut: [String]
    ) throws {
        guard let hash = head.hash else { throw AnchorFault.nothingToAnchor }
        office = configuration.office.code.text
        officeName = configuration.office.name
        pipeline = configuration.name
        self.at = at
        events = head.count
        self.head = hash
        self.register = register
        self.files = files
        self.leftOut = leftOut
    }
}

/// Names in a backup's folder.
enum BackupName {
    static let manifest: FileName = "manifest.json"
    static let signature: FileName = "manifest.p7s"
    static let timestamp: FileName = "manifest.tst"
    static let ledger: FileName = "ledger.sqlite"
    static let configuration: FileName = "configuration"
}
