/// What a person asks of the office. Command line, control socket and gestures all speak it, so no rule exists twice.
package enum OfficeRequest: Codable, Sendable {
    case submit(Submission)
    case edit(FormChange)
    case sign(Selection, signer: String?)
    case reject([String], reason: String?, ground: String?)
    case cancel([String], reason: String)
    case stamp(Selection, book: String?)
    case resend([String], email: String?)
    case annul([String], reason: String)
    case book(String, BookAct)
    case account(AccountAct)
    case appointment(AppointmentAct)
    case rate(String, level: String)
    case refuse(RefusalWish)
    /// Signs what the chain says and lays it down outside of the ledger.
    case anchor
    /// Absolute path of a folder that is missing or empty.
    case backup(String)
    /// Says whether the office is there; the answer is empty.
    case ping
    /// What keeps the daemon from its work just now, one result for each thing.
    case obstacles

    /// Dossiers by code, or a whole desk.
    package enum Selection: Codable, Sendable {
        case codes([String])
        case all
    }

    package struct Submission: Codable, Sendable {
        /// Absolute paths of files, or codes of dossiers on the officer's desk.
        package var subjects: [String]
        package var fields: FormFields

        package init(subjects: [String], fields: FormFields) {
            self.subjects = subjects
            self.fields = fields
        }
    }

    package struct FormChange: Codable, Sendable {
        package var code: String
        package var fields: FormFields
        /// Absolute path of a new scan for a rejected dossier.
        package var scan: String?

        package init(code: String, fields: FormFields, scan: String?) {
            self.code = code
            self.fields = fields
            self.scan = scan
        }
    }

    /// What is done to the book that the request names.
    package enum BookAct: Codable, Sendable {
        /// The name is the new book's.
        case add(BookFields)
        case edit(BookFields)
        case delete
        case close
    }

    /// What is done to the directory of accounts.
    package enum AccountAct: Codable, Sendable {
        case add(AccountFields)
        /// By number.
        case edit(String, AccountFields)
        case load([AccountLine])
        /// Removes what the register need not keep.
        case forget(String)
    }

    /// What is done to appointments; they are named by their codes.
    package enum AppointmentAct: Codable, Sendable {
        case book(AppointmentWish)
        case reschedule(String, to: String, reason: String)
        case cancel([String], reason: String)
        case noShow([String])
        /// Those of days that are over.
        case allNoShows
        /// - scans: absolute paths.
        case process(String, scans: [String])
    }

    package struct AccountLine: Codable, Sendable {
        /// `file.csv:12`, for complaints.
        package let place: String
        package let fields: AccountFields

        package init(place: String, fields: AccountFields) {
            self.place = place
            self.fields = fields
        }
    }

    /// A book as people describe it. Absent means unchanged, or for a new book what follows from the others.
    package struct BookFields: Codable, Sendable {
        package var name: String?
        package var first: Int?
        package var padding: Int?
        /// `YYYY-MM-DD`, as `closes`.
        package var opens: String?
        package var closes: String?

        package init(
            name: String? = nil,
            first: Int? = nil,
            padding: Int? = nil,
            opens: String? = nil,
            closes: String? = nil
        ) {
            self.name = name
            self.first = first
            self.padding = padding
            self.opens = opens
            self.closes = closes
        }
    }
}
