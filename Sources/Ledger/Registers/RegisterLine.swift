import Certification
import GRDB

/// One entry of a book as lists and reports show it: the entry itself, and what became of its dossier since.
package struct RegisterLine: Sendable, Hashable {
    package let number: RegisterNumber
    /// The dossier's code.
    package let dossier: String
    package let date: CivilDate
    /// The name, or the e-mail address of an applicant without account.
    package let applicant: String
    /// CMND, CCCD or MST; empty without account.
    package let identity: String
    package let documentType: String
    package let signer: String
    package let title: String
    package let copies: Int
    package let pages: Int
    package let fee: Fee
    package let note: String
    package let receivedAt: Moment
    package let dueAt: Moment
    package let status: Status

    package enum Status: Sendable, Hashable {
        case issued
        case void(reason: String)
        /// The copy was sealed and later declared void.
        case annulled(reason: String)
        /// Given to nobody: the number may have been given after the backup that the office goes on from.
        case skipped(reason: String)
    }

    /// A line for a number that was skipped: nothing but the number and the reason, of the day that decided it.
    package init(skipped number: RegisterNumber, on date: CivilDate, at moment: Moment, reason: String) {
        self.number = number
        dossier = ""
        self.date = date
        (applicant, identity, documentType, signer, title, note) = ("", "", "", "", "", "")
        (copies, pages, fee) = (0, 0, Fee(amount: 0))
        (receivedAt, dueAt) = (moment, moment)
        status = .skipped(reason: reason)
    }

    /// Columns by position: a million rows are read for one report.
    init(row: Row, padding: Int) throws {
        func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws -> Value {
            guard let value: Value = row[index] else { throw LedgerFault.damaged(place: "entry") }
            return value
        }
        guard let date = CivilDate(try value(2) as String) else { throw LedgerFault.damaged(place: "entry.date") }
        number = RegisterNumber(try value(0), padding: padding)
        dossier = try value(1)
        self.date = date
        applicant = try value(3)
        identity = row[4] ?? ""
        documentType = try value(5)
        signer = try value(6)
        title = try value(7)
        copies = try value(8)
        pages = try value(9)
        fee = Fee(amount: try value(10))
        note = try value(11)
        receivedAt = Moment(milliseconds: try value(12))
        dueAt = Moment(milliseconds: try value(13))
        if let reason: String = row[14] {
            status = .void(reason: reason)
        } else {
            status = try value(15) == "annulled" ? .annulled(reason: row[16] ?? "") : .issued
        }
    }

    static let selection = """
        SELECT entry.number, entry.dossier, entry.date, entry.applicant, dossier.identity, entry.documentType,
            entry.signer, entry.title, entry.copies, entry.pages, entry.fee, entry.note, dossier.receivedAt,
            dossier.dueAt, entry.voidReason, dossier.state, dossier.reason
        FROM entry JOIN dossier ON dossier.code = entry.dossier
        """
}
