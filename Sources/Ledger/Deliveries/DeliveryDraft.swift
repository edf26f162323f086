import Certification
import Hashing

/// Something to be sent to one recipient.
package struct DeliveryDraft: Sendable, Hashable {
    /// E-mail address, telephone number, or the number of the account.
    package let recipient: String
    package let channel: DeliveryChannelKind
    package let purpose: DeliveryPurpose
    /// Fixed once and for all: a repeated message is recognised by it.
    package let messageID: String
    /// `nil` for what needs no file.
    package let message: MessageFile?
    /// The message itself, where it has no file until it is sent.
    package let body: [UInt8]?

    package init(
        recipient: String,
        channel: DeliveryChannelKind,
        purpose: DeliveryPurpose = .result,
        messageID: String,
        message: MessageFile? = nil,
        body: [UInt8]? = nil
    ) {
        self.recipient = recipient
        self.channel = channel
        self.purpose = purpose
        self.messageID = messageID
        self.message = message
        self.body = body
    }
}

/// What something is sent because of.
package enum DeliverySubject: Sendable, Hashable, CustomStringConvertible {
    case dossier(DossierCode)
    case appointment(AppointmentCode)

    package var description: String {
        switch self {
        case .dossier(let code): code.text
        case .appointment(let code): code.text
        }
    }

    /// `nil` for an appointment.
    package var dossier: DossierCode? {
        if case .dossier(let code) = self { code } else { nil }
    }

    /// Of the table `delivery`, that holds its code.
    var column: String { dossier == nil ? "appointment" : "dossier" }

    var appointment: AppointmentCode? {
        if case .appointment(let code) = self { code } else { nil }
    }
}

/// By which way something is sent.
package enum DeliveryChannelKind: String, Sendable, Codable, CaseIterable {
    case email
    case account
    case sms
    /// A notice in the account, beside the copy itself.
    case accountNotice = "account-notice"
}

/// What is sent.
package enum DeliveryPurpose: String, Sendable, Codable, CaseIterable {
    /// The certified copy.
    case result
    /// The news that the copy is there.
    case ready
    /// The news that the copy could not be delivered.
    case deliveryFailed = "delivery-failed"
    /// The news of an appointment.
    case appointmentBooked = "appointment-booked"
    case appointmentMoved = "appointment-moved"
    case appointmentCancelled = "appointment-cancelled"
}

/// The message as it goes out, every time the same bytes.
package struct MessageFile: Sendable, Hashable {
    /// Its file in the work folder.
    package let name: [UInt8]
    package let hash: Digest

    package init(name: [UInt8], hash: Digest) {
        self.name = name
        self.hash = hash
    }
}
