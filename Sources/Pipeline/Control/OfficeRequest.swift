/// What a person asks of the office. Command line, control socket and gestures all speak it, so no rule exists twice.
package enum OfficeRequest: Codable, Sendable {
    case submit(Submission)
    case edit(FormChange)
    case sign(Selection, signer: String?)
    case reject([String], reason: String)
    case cancel([String], reason: String)
    case stamp(Selection, book: String?)
    case resend([String], email: String?)
    case addBook(NewBook)
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

    package struct NewBook: Codable, Sendable {
        package var name: String
        package var first: Int
        /// `YYYY-MM-DD`.
        package var opens: String
        package var closes: String

        package init(name: String, first: Int, opens: String, closes: String) {
            self.name = name
            self.first = first
            self.opens = opens
            self.closes = closes
        }
    }
}
