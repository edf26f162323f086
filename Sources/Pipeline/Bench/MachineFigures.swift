import CSystemCalls
import Foundation
import Glibc
import Hashing
import PAdES
import Spool
import Synchronization

/// What this machine does by itself, beside which the program is measured: the processor on one core, the medium one
/// after the other and together. Each the best of three tries: a machine's limit is not what others leave of it.
package struct MachineFigures: Codable, Sendable {
    package let cores: Int
    /// Signatures with the seal's key.
    package let signaturesPerSecond: Double
    /// SHA-256, in octets.
    package let hashedPerSecond: Double
    /// Written over a file that is in memory, in octets, without waiting for the medium: what it costs the processor.
    package let copiedPerSecond: Double
    /// Of 4 KiB that were just written, by one who waits each time.
    package let syncsPerSecond: Double
    /// The same by as many at a time as documents are worked on.
    package let syncsTogetherPerSecond: Double
    /// What the medium takes of new files that are waited for, in octets, by as many at a time.
    package let writtenPerSecond: Double

    private static let span: Duration = .milliseconds(250)
    private static let tries = 3
    /// Of a new file, in pieces of a megabyte.
    private static let pieces = 8

    /// Blocking, for some seconds.
    ///
    /// - Parameter folder: on the disk that is measured.
    static func measure(_ identity: SigningIdentity, in folder: Directory) async throws -> MachineFigures {
        let message = [UInt8](repeating: 7, count: 64)
        let megabyte = [UInt8](repeating: 7, count: 1 << 20)
        let page = [UInt8](repeating: 7, count: 4096)
        return MachineFigures(
            cores: ProcessInfo.processInfo.activeProcessorCount,
            signaturesPerSecond: try best {
                _ = try identity.key.signature(over: message, algorithm: identity.algorithm)
            },
            hashedPerSecond: try best { _ = try SHA256.digest(of: megabyte) } * Double(megabyte.count),
            copiedPerSecond: try withScratch(folder) { file in
                try best {
                    try file.seek(toOffset: 0)
                    for _ in 0..<pieces { try file.write(contentsOf: megabyte) }
                } * Double(pieces * megabyte.count)
            },
            syncsPerSecond: try withScratch(folder) { file in
                try best {
                    try file.write(contentsOf: page)
                    try file.synchronize()
                }
            },
            syncsTogetherPerSecond: try await rateTogether { worker in
                try withScratch(folder, worker) { file in
                    try file.write(contentsOf: page)
                    try file.synchronize()
                }
            },
            writtenPerSecond: try await rateTogether { worker in
                try withScratch(folder, worker) { try fill($0) }
            } * Double(pieces * megabyte.count)
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

    private static func best(_ act: () throws -> Void) rethrows -> Double {
        var best = 0.0
        for _ in 0..<tries { best = max(best, try rate(act)) }
        return best
    }

    /// More than a mebibyte that no medium makes smaller.
    private static let noise = BenchScan.make(size: 1 << 20)

    /// Writes a file anew as fast as the medium takes it, past the kernel's cache where that can be, and waits for it.
    private static func fill(_ file: FileHandle) throws {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { piece.deallocate() }
        piece.copyBytes(from: noise.prefix(piece.count))
        // Where it cannot be, the cache is the way there is.
        _ = csys_bypass_cache(file.fileDescriptor, 1)
        for _ in 0..<pieces {
            let count = write(file.fileDescriptor, piece.baseAddress, piece.count)
            guard count == piece.count else {
                throw SpoolFault.system(.write, path: "bench.scratch", errno: count < 0 ? errno : ENOSPC)
            }
        }
        try file.synchronize()
    }

    /// How often something can be done in a second by as many at a time as documents are worked on.
    ///
    /// - Parameter act: given the number of who does it.
    private static func rateTogether(_ act: @escaping @Sendable (Int) throws -> Void) async throws -> Double {
        var best = 0.0
        for _ in 0..<tries { best = max(best, try await rateOnce(act)) }
        return best
    }

    private static func rateOnce(_ act: @escaping @Sendable (Int) throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for worker in 0..<Office.width {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now - start < span {
                        try act(worker)
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(count) / (ContinuousClock.now - start).seconds
    }

    private static func withScratch<Value>(
        _ folder: Directory, _ number: Int = 0, _ work: (FileHandle) throws -> Value
    ) throws -> Value {
        let path = folder.path + "/bench-\(number).scratch"
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw SpoolFault.system(.create, path: path, errno: errno) }
        defer {
            // Both go with the whole workspace anyway.
            try? file.close()
            try? FileManager.default.removeItem(atPath: path)
        }
        return try work(file)
    }

    // MARK: The limits

    /// Files that certification cannot do without, each to be on the medium before it is told done: the private copy of
    /// the scan, the signed file, the sealed file, and the message. What the ledger and the folders need on top is shared
    /// by all who wait at the same time.
    private static let filesPerDocument = 4.0
    /// Of a document's size, what these files take: three times the document, and once in base 64 in lines of 76
    /// characters (RFC 2045, 6.8). What signatures and attestation add is left out.
    private static let copiesPerDocument = 3 + 77.0 / 57
    /// What one who waits for a signature cannot do without: the signed file, and the two transactions that say it begins
    /// and is decided.
    private static let syncsPerSignature = 3.0

    /// How many documents a second this machine could certify if it did nothing but what must be done, the processor's
    /// cores beside the medium, whichever takes longer: two signatures, two hashes of the scan and bringing the octets
    /// into the files; the files' syncs, and the octets onto the medium.
    ///
    /// - Parameter size: of the scan, in octets.
    func limitPerSecond(size: Int) -> Double {
        let size = Double(size)
        let written = size * Self.copiesPerDocument
        let processor = 2 / signaturesPerSecond + 2 * size / hashedPerSecond + written / copiedPerSecond
        let medium = Self.filesPerDocument / syncsTogetherPerSecond + written / writtenPerSecond
        return 1 / max(processor / Double(cores), medium)
    }

    /// The time that one signature takes at best where nobody else is at work: one after the other the signature, the
    /// hash of the scan, a copy of it in a file, that copy on the medium, and the syncs.
    ///
    /// - Parameter size: of the scan, in octets.
    func secondsToSign(size: Int) -> Double {
        let size = Double(size)
        return 1 / signaturesPerSecond + size / hashedPerSecond + size / copiedPerSecond + size / writtenPerSecond
            + Self.syncsPerSignature / syncsPerSecond
    }
}

extension Duration {
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
