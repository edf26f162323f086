import Faults
import Foundation

/// What the portal asks for in a file of `inbox/appointments/`.
struct BookingRequest: Decodable {
    /// The portal's own; asked twice with it, it is the same appointment.
    let id: String?
    let account: String?
    let applicant: AccountFields?
    let documentType: String?
    let at: String?

    var wish: AppointmentWish {
        AppointmentWish(account: account, applicant: applicant, documentType: documentType, at: at)
    }
}

/// What it is told, in `<name>.answer.json` beside it. Names and meanings are for connectors to rely on.
struct BookingAnswer: Encodable {
    struct Refusal: Encodable {
        let code: String
        /// Of the request.
        let field: String?
        let message: String
        let remedy: String
        let messageEnglish: String
        let remedyEnglish: String
        /// What could be chosen instead.
        let choices: [String]?

        init(_ fault: FaultDocument) {
            code = fault.code
            field = fault.field
            message = fault.message.vietnamese
            remedy = fault.remedy.vietnamese
            messageEnglish = fault.message.english
            remedyEnglish = fault.remedy.english
            choices = fault.choices
        }
    }

    /// The request's file.
    let request: String
    let id: String?
    /// `booked` or `refused`.
    let status: String
    let appointment: AppointmentRow?
    let error: Refusal?

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}
