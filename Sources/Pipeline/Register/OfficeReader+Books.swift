// What people ask of the books: the list, one book with its entries, reports. Takes no lock and disturbs nobody.

import Certification
import Foundation
import Ledger

extension OfficeReader {
    package func books() async throws -> [BookDocument] {
        try await ledger.books(office: configuration.office.code).map { BookDocument($0, clock: clock) }
    }

    /// A book's header and totals.
    package func book(_ name: String) async throws -> BookSheetDocument {
        let book = try await ledger.book(named: name, office: configuration.office.code)
        return BookSheetDocument(
            book,
            office: configuration.office.name,
            totals: try await ledger.totals(of: book),
            skipped: try await ledger.skippedNumbers(in: book.id).reduce(0) { $0 + $1.count },
            closing: try await ledger.closing(of: book.id),
            clock: clock
        )
    }

    /// The lines of a book, some at a time: its entries, and numbers that were skipped.
    package func forEachEntry(
        of name: String, limit: Int? = nil, offset: Int = 0, _ body: ([EntryDocument]) throws -> Void
    ) async throws {
        guard limit ?? 0 >= 0 else { throw QueryFault.negative("--limit") }
        guard offset >= 0 else { throw QueryFault.negative("--offset") }
        let book = try await ledger.book(named: name, office: configuration.office.code)
        var pages = try await RegisterPages(of: book, ledger, clock)
        var (hidden, rest) = (offset, limit ?? .max)
        while rest > 0, let lines = try await pages.next() {
            let shown = lines.dropFirst(hidden).prefix(rest)
            (hidden, rest) = (max(0, hidden - lines.count), rest - shown.count)
            try body(shown.map { EntryDocument($0, clock: clock) })
        }
    }

    /// Xuất báo cáo: writes a report about a book, whole or not at all. Blocking.
    ///
    /// - Parameters:
    ///   - path: absolute; its extension says in what form. What stands there is replaced.
    ///   - progress: told how many entries of how many are written.
    /// - Returns: how many entries it has.
    package func export(
        _ query: RegisterQuery, to path: String, progress: (Int, Int) -> Void = { _, _ in }
    ) async throws -> Int {
        guard let format = ReportFormat(rawValue: URL(fileURLWithPath: path).pathExtension.lowercased()) else {
            throw QueryFault.unknownFormat(URL(fileURLWithPath: path).lastPathComponent)
        }
        let book = try await ledger.book(named: query.book, office: configuration.office.code)
        let days = try query.days(of: book)
        let totals = try await ledger.totals(of: book, days: days)
        var pages = try await RegisterPages(of: book, days: days, ledger, clock)
        let report = RegisterReport(
            office: configuration.office,
            book: book,
            totals: totals,
            skipped: pages.skippedCount,
            days: days,
            clock: clock,
            columns: query.isFull || format == .csv ? ReportColumn.allCases : ReportColumn.guide
        )
        let writer = try format.writer(of: report, to: try ReportFile(path))
        var count = 0
        // Numbers given from now on are not in the totals.
        let (end, all) = (max(totals.last?.value ?? 0, pages.lastSkipped), totals.entries + pages.skippedCount)
        progress(0, all)
        while count < all, let lines = try await pages.next() {
            for line in lines where line.number.value <= end {
                count += 1
                try writer.add(line, ordinal: count)
            }
            progress(count, all)
        }
        try writer.finish()
        return count
    }
}

extension ReportFormat {
    fileprivate func writer(of report: RegisterReport, to file: ReportFile) throws -> any ReportWriter {
        switch self {
        case .xlsx: try SpreadsheetReport(report, to: file)
        case .csv: try CSVReport(report, to: file)
        case .pdf: try PrintedReport(report, to: file)
        }
    }
}
