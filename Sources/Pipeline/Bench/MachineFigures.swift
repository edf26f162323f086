import Foundation
import Hashing
import PAdES
import Spool

/// What this machine does by itself, beside which the program is measured: one after the other, on one core.
package struct MachineFigures: Codable, Sendable {
    package let cores: Int
    /// Signatures with the seal's key.
    package let signaturesPerSecond: Double
    /// SHA-256, in octets.
    package let hashedPerSecond: Double
    /// Of 4 KiB that were just written.
    package let syncsPerSecond: Double
    /// Written to a file, in octets, without waiting for the medium.
    package let writtenPerSecond: Double

    private static let span: Duration = .milliseconds(400)

    /// Blocking, for two seconds.
    ///
    /// - Parameter folder: on the disk that is measured.
    static func measure(_ identity: SigningIdentity, in folder: Directory) throws -> MachineFigures {
        let message = [UInt8](repeating: 7, count: 64)
        let megabyte = [UInt8](repeating: 7, count: 1 << 20)
        let page = [UInt8](repeating: 7, count: 4096)
        return MachineFigures(
            cores: ProcessInfo.processInfo.activeProcessorCount,
            signaturesPerSecond: try rate {
                _ = try identity.key.signature(over: message, algorithm: identity.algorithm)
            },
            hashedPerSecond: try rate { _ = try SHA256.digest(of: megabyte) } * Double(megabyte.count),
            syncsPerSecond: try withScratch(folder) { file in
                try rate {
                    try file.write(contentsOf: page)
                    try file.synchronize()
                }
            },
            writtenPerSecond: try withScratch(folder) { file in
                try rate {
                    try file.seek(toOffset: 0)
                    for _ in 0..<8 { try file.write(contentsOf: megabyte) }
                } * Double(8 * megabyte.count)
            }
        )
    }

    /// How often something can be done in a second.
    static func rate(_ act: () throws -> Void) rethrows -> Double {
        try act()
        let start = ContinuousClock.now
        var count = 0
        while ContinuousClock.now - start < span {
            try act()
            count += 1
        }
        return Double(count) / (ContinuousClock.now - start).seconds
    }

    private static func withScratch<Value>(_ folder: Directory, _ work: (FileHandle) throws -> Value) throws -> Value {
        let path = folder.path + "/bench.scratch"
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw SpoolFault.system(.create, path: path, errno: errno) }
        defer {
            // Both go with the whole workspace anyway.
            try? file.close()
            try? FileManager.default.removeItem(atPath: path)
        }
        return try work(file)
    }

    // MARK: The limit

    /// Files that certification cannot do without, each to be on the medium before it is told done: the private copy of
    /// the scan, the signed file, the sealed file, and the message. What the ledger and the folders need on top is shared
    /// by all who wait at the same time.
    private static let filesPerDocument = 4.0

    /// How many documents a second this machine could certify if it did nothing but what must be done: two signatures,
    /// two hashes, the writing of the files, and their syncs beside it.
    ///
    /// - Parameter size: of the scan, in octets.
    func limitPerSecond(size: Int) -> Double {
        let size = Double(size)
        // The message is the copy in base 64.
        let written = size * 3 + size * 4 / 3
        let processor = 2 / signaturesPerSecond + 2 * size / hashedPerSecond + written / writtenPerSecond
        return 1 / max(processor / Double(cores), Self.filesPerDocument / syncsPerSecond)
    }
}

extension Duration {
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
