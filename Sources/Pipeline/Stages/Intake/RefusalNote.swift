import Faults
import Foundation
import Hashing
import Spool

/// What is being refused, as it is noted in the work folder until all of it is gone from the inbox.
struct RefusalNote: Codable {
    struct File: Codable {
        /// As the ledger writes paths.
        let path: [UInt8]
        let digest: Digest
    }

    let files: [File]
    let reason: Wording

    init(files: [File], reason: Wording) {
        (self.files, self.reason) = (files, reason)
    }

    init(bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(RefusalNote.self, from: Data(bytes))
    }

    func bytes() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }

    private static let ending: StaticString = ".refusal"

    static func newName() -> FileName { IntakeWorkName.next().appending(ending) }

    static func isName(_ name: FileName) -> Bool {
        ending.withUTF8Buffer { name.bytes.suffix($0.count).elementsEqual($0) }
    }
}
