import Certification
import Faults
import Glibc
import Ledger
import Spool
import Synchronization

/// What is known of the time after a backup: by the newest anchor, by the ledger that is there, by a person.
struct RestorationGap {
    /// The ordinal of the newest anchor; 0 without any.
    let anchors: Int
    /// The furthest that each series is known to have got.
    let positions: [SeriesPosition]
    /// Nothing happened after the backup: the ledger that is there is sound and ends where the backup does.
    let isNone: Bool
    let lines: [Wording]
    private let codesOfToday: @Sendable (OfficeCode, String) async throws -> Int

    /// Blocking.
    ///
    /// - Parameter lastNumbers: `BOOK=NUMBER`.
    init(_ configuration: PipelineConfiguration, backup: BackupManifest, lastNumbers: [String]) async throws {
        let folder = AnchorFolder(configuration)
        let names = try folder.names()
        anchors = names.last?.ordinal ?? 0
        // What cannot be read says nothing; the restoration is what mends it.
        let newest = names.reversed().lazy.compactMap { try? folder.read($0).statement }.first
        let layout = SpoolLayout(configuration)
        let old = try layout.hasLedger() ? Self.open(layout.ledgerFile) : nil
        var known = newest?.register ?? []
        var (isNone, lines) = (false, [Wording]())
        if let newest, newest.events > backup.events {
            lines.append(Self.line(anchor: newest, after: backup))
        }
        if let old, let state = await Self.state(of: old) {
            known.advance(by: state.positions)
            isNone = state.isSound && state.head.count == backup.events && state.head.hash == backup.head
            if state.head.count > backup.events { lines.append(Self.line(events: state.head.count, after: backup)) }
        } else {
            lines.append(Self.unknown(since: backup))
        }
        for text in lastNumbers { try known.advance(byLastNumber: text, orOf: backup.register) }
        for position in known where position.next > position.first {
            let before = backup.register.first(where: position.isSameSeries)?.next ?? position.first
            if position.next > before { lines.append(Self.line(position, from: before)) }
            let there = Set(backup.register.flatMap(\.books))
            lines += position.books.filter { !there.contains($0) }.map { Self.line(missing: $0) }
        }
        positions = known
        // An anchor may reach further than a ledger that is sound and as old as the backup.
        self.isNone = isNone && lines.isEmpty && lastNumbers.isEmpty
        self.lines = lines
        codesOfToday = { office, digits in
            // A ledger that cannot be read any more says nothing; the margin is there for that.
            (try? await old?.lastCode(of: office, dayDigits: digits)) ?? 0
        }
    }

    /// The codes of the restoration's own day are not known to the last one: those up to the next full thousand, and at
    /// least a hundred, are not given any more. Codes of other days are not given again anyway.
    func lastCodes(
        _ configuration: PipelineConfiguration,
        on day: CivilDate,
        _ ledger: Ledger
    ) async throws -> [DossierCode] {
        let (office, style) = (configuration.office.code, configuration.office.codeStyle)
        let digits = style.digits(of: day)
        let last = max(try await ledger.lastCode(of: office, dayDigits: digits), try await codesOfToday(office, digits))
        let next = ((last + 100) / 1000 + 1) * 1000
        return [DossierCode(office: office, day: day, number: min(next, 999_000), style: style)].compactMap { $0 }
    }

    /// - Returns: `nil` for a ledger that cannot be opened: it says nothing.
    private static func open(_ path: String) -> Ledger? { try? Ledger.open(path: path, access: .readOnly) }

    /// - Returns: `nil` for a ledger that cannot be read: it says nothing.
    private static func state(
        of ledger: Ledger
    ) async -> (head: ChainHead, positions: [SeriesPosition], isSound: Bool)? {
        let isSound = Mutex(true)
        guard let head = try? await ledger.audit({ _ in isSound.withLock { $0 = false } }),
            let positions = try? await ledger.positions()
        else { return nil }
        return (head, positions, isSound.withLock { $0 })
    }

    // MARK: Words

    private static func line(anchor: AnchorStatement, after backup: BackupManifest) -> Wording {
        Wording(
            vi: "Mốc neo ngày \(anchor.at) xác nhận \(anchor.events) sự kiện, bản sao lưu có \(backup.events).",
            en: "The anchor of \(anchor.at) confirms \(anchor.events) events, the backup has \(backup.events)."
        )
    }

    private static func line(events: Int64, after backup: BackupManifest) -> Wording {
        Wording(
            vi: "Sổ cái hiện tại có \(events) sự kiện, bản sao lưu có \(backup.events).",
            en: "The present ledger has \(events) events, the backup has \(backup.events)."
        )
    }

    private static func unknown(since backup: BackupManifest) -> Wording {
        Wording(
            vi: "Không còn sổ cái đọc được, nên không rõ việc gì đã làm sau \(backup.at).",
            en: "No ledger is readable here, so nobody knows what was done after \(backup.at)."
        )
    }

    private static func line(missing book: String) -> Wording {
        Wording(
            vi: "Bản sao lưu chưa có sổ \(book): sổ được tạo lại, mở cả năm; hãy sửa ngày mở và ngày khóa.",
            en: "The backup does not know book \(book): it is made again, open all the year; correct its days."
        )
    }

    private static func line(_ position: SeriesPosition, from next: Int) -> Wording {
        let books = position.books.joined(separator: ", ")
        return Wording(
            vi: "Sổ \(books): các số từ \(next) đến \(position.next - 1) có thể đã cấp, sẽ không dùng lại.",
            en: "Book \(books): numbers \(next) to \(position.next - 1) may have been given and are not used again."
        )
    }
}

extension [SeriesPosition] {
    /// Takes over what is further on.
    fileprivate mutating func advance(by others: [SeriesPosition]) {
        for other in others {
            guard let index = firstIndex(where: other.isSameSeries) else {
                append(other)
                continue
            }
            if other.next > self[index].next { self[index] = other }
        }
    }

    /// - Parameters:
    ///   - text: `2026=57`.
    ///   - backup: what the backup knows; of a book that nobody knows, not even the year is.
    fileprivate mutating func advance(
        byLastNumber text: String, orOf backup: [SeriesPosition]
    ) throws(BackupFault) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        // What is no name of a book is not one of these.
        guard parts.count == 2, let last = Int(parts[1]), last > 0, let name = try? BookName(String(parts[0])).text,
            let series = first(where: { $0.books.contains(name) }) ?? backup.first(where: { $0.books.contains(name) })
        else { throw .badLastNumber(text) }
        let position = SeriesPosition(
            series: series.series, books: series.books, year: series.year, first: series.first, next: last + 1)
        advance(by: [position])
    }
}
