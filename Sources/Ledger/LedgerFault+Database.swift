import GRDB

extension LedgerFault {
    /// What the database or a closure inside a transaction threw.
    init(_ error: any Error) {
        switch error {
        case let fault as LedgerFault: self = fault
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
            case .SQLITE_FULL: self = .noSpace
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(place: error.message ?? "SQLite")
            case .SQLITE_CONSTRAINT: self = .ruleBroken(reason: LedgerFault.reason(of: error))
            default: self = .cannotWrite(reason: LedgerFault.reason(of: error))
            }
        default: self = .ruleBroken(reason: "\(error)")
        }
    }

    /// Without the statement and its values, which are personal data.
    static func reason(of error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? error.resultCode.description
    }
}
