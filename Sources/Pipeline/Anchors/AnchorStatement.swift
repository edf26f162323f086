import Foundation
import Hashing
import Ledger

/// What an anchor says: how far the office's ledger reached at a time. Signed with the seal, it is worth something
/// without the ledger, and to people without this program.
struct AnchorStatement: Codable, Sendable, Equatable {
    static let type = "chungthuc anchor"

    /// ``type``: the seal never signs something else that could be read as this.
    var type = Self.type
    /// The office's code.
    let office: String
    let officeName: String
    let pipeline: String
    /// 1, 2, 3 … in the folder.
    let ordinal: Int
    /// How many events the ledger had.
    let events: Int64
    /// The hash of the last of them, hexadecimal.
    let head: Digest
    /// RFC 3339 with offset.
    let at: String
    /// SHA-256 of the statement with the ordinal before; absent in the first.
    let previous: Digest?
    /// How far the numbers were.
    let register: [SeriesPosition]

    /// As it is signed: one JSON object, keys sorted, and a newline.
    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    init(bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(AnchorStatement.self, from: Data(bytes))
    }

    init(
        configuration: PipelineConfiguration,
        ordinal: Int,
        events: Int64,
        head: Digest,
        at: String,
        previous: Digest?,
        register: [SeriesPosition]
    ) {
        office = configuration.office.code.text
        officeName = configuration.office.name
        pipeline = configuration.name
        self.ordinal = ordinal
        self.events = events
        self.head = head
        self.at = at
        self.previous = previous
        self.register = register
    }
}
