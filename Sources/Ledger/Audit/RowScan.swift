import GRDB
import GRDBSQLite
import Hashing

/// The rows of a statement one by one, hashed where SQLite keeps them: an audit reads every row of the ledger, and
/// making values of all of its columns would take it ten times as long.
struct RowScan {
    /// Keeps the pointer valid.
    private let statement: Statement
    private let pointer: SQLiteStatement
    private var encoding: [UInt8] = []

    init(_ database: Database, _ sql: String) throws {
        statement = try database.makeStatement(sql: sql)
        pointer = statement.sqliteStatement
        encoding.reserveCapacity(2048)
    }

    /// - Returns: whether there was one more row.
    mutating func next() throws -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
    }

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL }

    /// - Throws: ``LedgerFault/damaged(place:)`` for anything but an integer.
    func integer(_ column: Int) throws -> Int64 {
        guard sqlite3_column_type(pointer, Int32(column)) == SQLITE_INTEGER else { throw damaged(column) }
        return sqlite3_column_int64(pointer, Int32(column))
    }

    /// - Returns: `nil` for NULL.
    /// - Throws: ``LedgerFault/damaged(place:)`` for what is no text.
    func text(_ column: Int) throws -> String? {
        guard !isNull(column) else { return nil }
        guard sqlite3_column_type(pointer, Int32(column)) == SQLITE_TEXT else { throw damaged(column) }
        return String(decoding: octets(column), as: UTF8.self)
    }

    /// - Returns: `nil` for NULL and for what is no digest.
    func digest(_ column: Int) -> Digest? { Digest(bytes: octets(column)) }

    /// The digest of what stands in a column.
    func contentDigest(_ column: Int) throws -> Digest { try SHA256.digest(of: octets(column)) }

    /// The digest of the row that stands in the columns from the first one on, as ``StoredRow/digest()`` makes it.
    mutating func digest(of row: RowShape, from first: Int = 0) throws -> Digest {
        encoding.removeAll(keepingCapacity: true)
        encoding.append(contentsOf: row.table)
        for (index, name) in row.columns.enumerated() {
            let column = Int32(first + index)
            let type = sqlite3_column_type(pointer, column)
            if type == SQLITE_NULL { continue }
            encoding.append(contentsOf: name)
            switch type {
            case SQLITE_INTEGER:
                encoding.append(UInt8(ascii: "i"))
                encoding.appendBigEndian(UInt64(bitPattern: sqlite3_column_int64(pointer, column)))
            case SQLITE_TEXT, SQLITE_BLOB:
                encoding.append(type == SQLITE_TEXT ? UInt8(ascii: "t") : UInt8(ascii: "b"))
                let octets = octets(first + index)
                encoding.appendBigEndian(UInt64(octets.count))
                encoding.append(contentsOf: octets)
            default: throw damaged(first + index)
            }
        }
        return try SHA256.digest(of: encoding)
    }

    /// Valid until the next row.
    private func octets(_ column: Int) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(pointer, Int32(column))
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, Int32(column))))
    }

    private func damaged(_ column: Int) -> LedgerFault {
        .damaged(place: sqlite3_column_name(pointer, Int32(column)).map { String(cString: $0) } ?? "\(column)")
    }
}

/// Of a row that was hashed: its table's and columns' names, encoded once.
struct RowShape {
    fileprivate let table: [UInt8]
    fileprivate let columns: [[UInt8]]
    /// For a statement: `dossier.code, dossier.office, …`.
    let selection: String

    init(table: String, columns: [String]) {
        self.table = Self.encoded(table)
        self.columns = columns.map(Self.encoded)
        selection = columns.map { "\(table).\($0)" }.joined(separator: ", ")
    }

    /// How many columns it takes.
    var width: Int { columns.count }

    private static func encoded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendText(text)
        return bytes
    }
}
