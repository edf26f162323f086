import Certification
import GRDBSQLite
import Hashing

/// Reads the values of a row one after the other: found by their place, which takes a tenth of the time that their names
/// take. What does not decode was not written by this program: it is reported, never trapped on.
struct RowReader {
    private let statement: OpaquePointer
    private var next: Int32 = 0

    /// - Parameter statement: that stands on a row.
    init(_ statement: OpaquePointer) {
        self.statement = statement
    }

    /// The type of the next value, which becomes the last.
    private mutating func take() -> Int32 {
        defer { next += 1 }
        return sqlite3_column_type(statement, next)
    }

    /// Of the value that was taken last.
    private var damaged: LedgerFault {
        .damaged(place: sqlite3_column_name(statement, next - 1).map { String(cString: $0) } ?? "\(next - 1)")
    }

    private var octets: UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, next - 1)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, next - 1)))
    }

    /// Passes over values that are not asked for.
    mutating func skip(_ count: Int32) { next += count }

    // MARK: As stored

    mutating func optionalText() throws -> String? {
        switch take() {
        case SQLITE_NULL: nil
        case SQLITE_TEXT: String(decoding: octets, as: UTF8.self)
        default: throw damaged
        }
    }

    mutating func optionalInteger() throws -> Int64? {
        switch take() {
        case SQLITE_NULL: nil
        case SQLITE_INTEGER: sqlite3_column_int64(statement, next - 1)
        default: throw damaged
        }
    }

    mutating func optionalBytes() throws -> [UInt8]? {
        switch take() {
        case SQLITE_NULL: nil
        case SQLITE_BLOB: [UInt8](octets)
        default: throw damaged
        }
    }

    private func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw damaged }
        return value
    }

    mutating func text() throws -> String { try required(try optionalText()) }

    mutating func integer() throws -> Int64 { try required(try optionalInteger()) }

    mutating func count() throws -> Int { Int(try integer()) }

    mutating func bytes() throws -> [UInt8] { try required(try optionalBytes()) }

    // MARK: As meant

    /// - Returns: `nil` for NULL; what is stored and cannot be made into a value throws.
    mutating func optional<Value>(_ make: (String) throws -> Value?) throws -> Value? {
        guard let text = try optionalText() else { return nil }
        do {
            if let value = try make(text) { return value }
        } catch {
            throw damaged
        }
        throw damaged
    }

    mutating func value<Value>(_ make: (String) throws -> Value?) throws -> Value {
        try required(try optional(make))
    }

    mutating func digest() throws -> Digest {
        guard let digest = Digest(bytes: try bytes()) else { throw damaged }
        return digest
    }

    mutating func optionalDigest() throws -> Digest? {
        guard let bytes = try optionalBytes() else { return nil }
        guard let digest = Digest(bytes: bytes) else { throw damaged }
        return digest
    }

    mutating func moment() throws -> Moment { Moment(milliseconds: try integer()) }

    mutating func optionalMoment() throws -> Moment? { try optionalInteger().map(Moment.init(milliseconds:)) }

    mutating func code() throws -> DossierCode { try value { DossierCode($0) } }
}
