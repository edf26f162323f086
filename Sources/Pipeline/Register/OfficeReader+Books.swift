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
            book, office: configuration.office.name, totals: try await ledger.totals(of: book),
            closing: try await ledger.closing(of: book.id), clock: clock)
    }

    /// The entries of a book, some at a time.
    package func forEachEntry(
        of name: String, limit: Int? = nil, offset: Int = 0, _ body: ([EntryDocument]) throws -> Void
    ) async throws {
        guard limit ?? 0 >= 0 else { throw QueryFault.negative("--limit") }
        guard offset >= 0 else { throw QueryFault.negative("--offset") }
        let book = try await ledger.book(named: name, office: configuration.office.code)
        var (last, rest, skipped) = (0, limit ?? .max, offset)
        while rest > 0 {
            let lines = try await ledger.lines(
                of: book, after: last, limit: min(rest, Self.page), offset: skipped)
            guard let end = lines.last else { return }
            (last, rest, skipped) = (end.number.value, rest - lines.count, 0)
            try body(lines.map { EntryDocument($0, clock: clock) })
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
        let report = RegisterReport(
            office: configuration.office,
            book: book,
            totals: totals,
            days: days,
            clock: clock,
            columns: query.isFull || format == .csv ? ReportColumn.allCases : ReportColumn.guide
        )
        let writer = try format.writer(of: report, to: try ReportFile(path))
        var (last, count) = (0, 0)
        // Numbers given from now on are not in the totals.
        let end = totals.last?.value ?? 0
        progress(0, totals.entries)
        while last < end {
            let lines = try await ledger.lines(of: book, after: last, days: days, limit: Self.page)
            guard let final = lines.last else { break }
            for line in lines where line.number.value <= end {
                count += 1
                try writer.add(line, ordinal: count)
            }
            last = final.number.value
            progress(count, totals.entries)
        }
        try writer.finish()
        return count
    }

    private static let page = 5000
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
