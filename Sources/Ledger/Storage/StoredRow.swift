import GRDB
import Hashing

/// A row as it is stored, column by column, in the order of its table.
///
/// Dossiers, register entries and events are written and hashed in this one form, so that the chain covers what is
/// in the tables and not what the program thinks of it.
struct StoredRow {
    let table: String
    private(set) var values: [(column: String, value: DatabaseValue)] = []

    init(table: String) {
        self.table = table
    }

    /// A row read back, for those of its columns that were hashed when it was written.
    init(table: String, row: Row, columns: some Sequence<String>) {
        self.table = table
        values = columns.map { ($0, row[$0] ?? .null) }
    }

    mutating func set(_ column: String, _ value: (some DatabaseValueConvertible)?) {
        values.append((column, value?.databaseValue ?? .null))
    }

    /// SHA-256 of the canonical encoding: the table's name, then each column that is not NULL in the order written,
    /// as its name and its value. Texts are `t`, their length in octets as 8 octets, big-endian, and UTF-8; blobs the
    /// same with `b`; integers `i` and 8 octets, two's complement, big-endian. A column that a later version adds
    /// leaves older hashes as they are, as long as it is NULL there.
    func digest() throws -> Digest {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        bytes.appendText(table)
        for (column, value) in values where !value.isNull {
            bytes.appendText(column)
            switch value.storage {
            case .null: break
            case .int64(let integer):
                bytes.append(UInt8(ascii: "i"))
                bytes.appendBigEndian(UInt64(bitPattern: integer))
            case .string(let text): bytes.appendText(text)
            case .blob(let blob):
                bytes.append(UInt8(ascii: "b"))
                bytes.appendBigEndian(UInt64(blob.count))
                bytes.append(contentsOf: blob)
            case .double: throw LedgerFault.damaged(place: "\(table).\(column)")
            }
        }
        return try SHA256.digest(of: bytes)
    }
}

extension StoredRow {
    /// What is NULL is left out: a migration writes rows into tables that have not got all columns yet.
    func insert(into database: Database) throws {
        let values = values.filter { !$0.value.isNull }
        let columns = values.map(\.column).joined(separator: ", ")
        let places = values.map { _ in "?" }.joined(separator: ", ")
        try database.run("INSERT INTO \(table) (\(columns)) VALUES (\(places))", values.map(\.value))
    }

    /// Overwrites the row with the same key, but for the columns that are kept.
    func update(in database: Database, key: String, keeping kept: Set<String>) throws {
        let changed = values.filter { !kept.contains($0.column) }
        let updates = changed.map { "\($0.column) = ?" }.joined(separator: ", ")
        let identity = values.first { $0.column == key }?.value ?? .null
        try database.run("UPDATE \(table) SET \(updates) WHERE \(key) = ?", changed.map(\.value) + [identity])
    }

    /// Inserts the row, or overwrites the one with the same primary key.
    func save(into database: Database, key: String) throws {
        let columns = values.map(\.column).joined(separator: ", ")
        let places = values.map { _ in "?" }.joined(separator: ", ")
        let updates = values.map { "\($0.column) = excluded.\($0.column)" }.joined(separator: ", ")
        try database.run(
            "INSERT INTO \(table) (\(columns)) VALUES (\(places)) ON CONFLICT (\(key)) DO UPDATE SET \(updates)",
            values.map(\.value))
    }
}

extension [UInt8] {
    mutating func appendText(_ text: String) {
        append(UInt8(ascii: "t"))
        appendBigEndian(UInt64(text.utf8.count))
        append(contentsOf: text.utf8)
    }

    mutating func appendBigEndian(_ value: UInt64) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}
