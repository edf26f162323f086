import GRDB
import GRDBSQLite

// Statements as they are made a dozen times for each document: compiled once for the connection, bound and read without
// what GRDB does for observers and for columns by name, which takes several times as long as SQLite itself.
extension Database {
    /// Runs a statement that has no rows.
    ///
    /// - Parameter values: one for each `?`, in order.
    func run(_ sql: String, _ values: [(any DatabaseValueConvertible)?]) throws {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        while try step(statement) {}
    }

    /// The first row of a statement, read by a closure that makes no statements of its own.
    ///
    /// - Returns: `nil` when there is none.
    func one<Value>(
        _ sql: String,
        _ values: [(any DatabaseValueConvertible)?],
        _ make: (inout RowReader) throws -> Value
    ) throws -> Value? {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        guard try step(statement) else { return nil }
        var row = RowReader(statement)
        return try make(&row)
    }

    /// All rows of a statement.
    func all<Value>(
        _ sql: String,
        _ values: [(any DatabaseValueConvertible)?],
        _ make: (inout RowReader) throws -> Value
    ) throws -> [Value] {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        var made: [Value] = []
        while try step(statement) {
            var row = RowReader(statement)
            made.append(try make(&row))
        }
        return made
    }

    /// Each row of a statement, not kept compiled, in turn.
    func each(
        _ sql: String, _ arguments: StatementArguments, _ visit: (inout RowReader) throws -> Void
    ) throws {
        let statement = try makeStatement(sql: sql)
        try statement.setArguments(arguments)
        try withExtendedLifetime(statement) {
            while try step(statement.sqliteStatement) {
                var row = RowReader(statement.sqliteStatement)
                try visit(&row)
            }
        }
    }

    private func bound(_ sql: String, _ values: [(any DatabaseValueConvertible)?]) throws -> SQLiteStatement {
        // The connection's cache keeps it.
        let statement = try cachedStatement(sql: sql).sqliteStatement
        sqlite3_reset(statement)
        for (index, value) in values.enumerated() {
            let code = (value?.databaseValue ?? .null).bind(to: statement, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw failure(code) }
        }
        return statement
    }

    /// - Returns: whether there is a row.
    private func step(_ statement: SQLiteStatement) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw failure(code)
        }
    }

    private func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: sqlite3_errmsg(sqliteConnection).map { String(cString: $0) })
    }
}
