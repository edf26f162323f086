// Where reports of undelivered mail arrive: a Maildir, or a file in mbox format (RFC 4155) that a mail program fills.
//
// Called on every rescan. Trusts nothing in it: only the beginning of a mail is read, links are not followed. Promises
// to change nothing but that a Maildir's new mails that were read go to `cur`; reading a report twice does no harm.

import Spool
import Synchronization

package final class BounceBox: Sendable {
    package enum Place: Sendable, Equatable {
        case maildir(String)
        case mbox(String)

        package var path: String {
            switch self {
            case .maildir(let path), .mbox(let path): path
            }
        }
    }

    /// Of one mail: a report has what counts at its beginning.
    private static let mostOfMail = 256 << 10
    /// Of an mbox; a larger one is somebody's archive.
    private static let mostOfBox = 256 << 20

    private let place: Place
    /// An mbox as it was when it was read last.
    private let seen = Mutex<FileStatus?>(nil)

    package init(_ place: Place) {
        self.place = place
    }

    /// Hands out every report that has not been seen. Blocking.
    ///
    /// - Parameter take: notes the report for good; what it throws leaves the report for the next look.
    /// - Throws: the first trouble with a mail, after all the others were read.
    package func read(_ take: (DeliveryReport) async throws -> Void) async throws {
        switch place {
        case .maildir(let path): try await readMaildir(path, take)
        case .mbox(let path): try await readMailbox(path, take)
        }
    }

    private func readMaildir(_ path: String, _ take: (DeliveryReport) async throws -> Void) async throws {
        let maildir = try Directory.open(path: path)
        let new = try maildir.subdirectory("new")
        let current = try maildir.makeSubdirectory("cur", mode: 0o700)
        var trouble: (any Error)?
        for name in try new.names() where try new.status(of: name)?.kind == .regular {
            do {
                if let report = DeliveryReport(mail: try Self.beginning(of: name, in: new)) { try await take(report) }
                try new.move(name, to: current, as: name.appending(":2,S"))
            } catch {
                trouble = trouble ?? error
            }
        }
        if let trouble { throw trouble }
    }

    private static func beginning(of name: FileName, in folder: Directory) throws(SpoolFault) -> [UInt8] {
        let file = try folder.openRegular(name)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(file.size, mostOfMail), alignment: 1)
        defer { buffer.deallocate() }
        let count = buffer.isEmpty ? 0 : try file.read(into: buffer, at: 0)
        return Array(buffer[..<count])
    }

    private func readMailbox(_ path: String, _ take: (DeliveryReport) async throws -> Void) async throws {
        guard let slash = path.lastIndex(of: "/"), let name = FileName(path[path.index(after: slash)...]) else {
            return
        }
        let folder = try Directory.open(path: String(path[...slash]))
        // A mail program may make it only with the first mail.
        guard let status = try folder.status(of: name), status != seen.withLock({ $0 }) else { return }
        for mail in Self.mails(in: try folder.openRegular(name).bytes(limit: Self.mostOfBox)) {
            if let report = DeliveryReport(mail: Array(mail.prefix(Self.mostOfMail))) { try await take(report) }
        }
        seen.withLock { $0 = status }
    }

    /// Each begins with a line `From …` at the start or after an empty line.
    private static func mails(in box: [UInt8]) -> [ArraySlice<UInt8>] {
        let mark = Array("From ".utf8)
        var starts: [Int] = []
        var lineStart = 0
        var isAfterEmpty = true
        for line in box.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if isAfterEmpty, line.starts(with: mark) { starts.append(lineStart) }
            isAfterEmpty = line.isEmpty
            lineStart += line.count + 1
        }
        return starts.enumerated().map { index, start in
            let mail = box[start..<(index + 1 < starts.count ? starts[index + 1] : box.count)]
            return mail.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
        }
    }
}
