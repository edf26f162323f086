import Certification
import Foundation
import GRDB
import Hashing

/// Reading of stored values. What does not decode was not written by this program: it is reported, never trapped on.
extension Row {
    func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
        guard let value: Value = try optional(column) else { throw LedgerFault.damaged(place: column) }
        return value
    }

    func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
        let stored: (any DatabaseValueConvertible)? = self[column]
        guard let stored else { return nil }
        guard let value = Value.fromDatabaseValue(stored.databaseValue) else {
            throw LedgerFault.damaged(place: column)
        }
        return value
    }

    func value<Stored: DatabaseValueConvertible, Value>(
        _ column: String, _ make: (Stored) throws -> Value?
    ) throws -> Value {
        guard let value = try optional(column, make) else { throw LedgerFault.damaged(place: column) }
        return value
    }

    /// - Returns: `nil` for NULL; what is stored and cannot be made into a value throws.
    func optional<Stored: DatabaseValueConvertible, Value>(
        _ column: String, _ make: (Stored) throws -> Value?
    ) throws -> Value? {
        guard let stored: Stored = try optional(column) else { return nil }
        do {
            if let value = try make(stored) { return value }
        } catch {
            throw LedgerFault.damaged(place: column)
        }
        throw LedgerFault.damaged(place: column)
    }

    func bytes(_ column: String) throws -> [UInt8] {
        try value(column) { (data: Data) in [UInt8](data) }
    }

    func optionalBytes(_ column: String) throws -> [UInt8]? {
        try optional(column) { (data: Data) in [UInt8](data) }
    }

    func digest(_ column: String) throws -> Digest {
        try value(column) { (data: Data) in Digest(bytes: data) }
    }

    func optionalDigest(_ column: String) throws -> Digest? {
        try optional(column) { (data: Data) in Digest(bytes: data) }
    }

    func moment(_ column: String) throws -> Moment {
        Moment(milliseconds: try value(column))
    }

    func optionalMoment(_ column: String) throws -> Moment? {
        try optional(column) { Moment(milliseconds: $0) }
    }

    func date(_ column: String) throws -> CivilDate {
        try value(column) { (text: String) in CivilDate(text) }
    }

    func code(_ column: String) throws -> DossierCode {
        try value(column) { (text: String) in DossierCode(text) }
    }

    func optionalState(_ column: String) throws -> DossierState? {
        try optional(column) { (text: String) in DossierState(rawValue: text) }
    }
}

extension Digest {
    var stored: Data { Data(bytes) }
}

extension [UInt8] {
    var stored: Data { Data(self) }
}

extension Database {
    func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    /// Not for a statement that is asked again while its rows are being read.
    func rows<Value>(
        _ sql: String, _ arguments: StatementArguments = [], _ make: (Row) throws -> Value
    ) throws -> [Value] {
        let cursor = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
        var values: [Value] = []
        while let row = try cursor.next() { values.append(try make(row)) }
        return values
    }
}
