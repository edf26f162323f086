import Certification
import Delivery

/// How copies reach their recipients, as `delivery` in a pipeline's file says. Paths are absolute.
package struct DeliverySettings: Sendable {
    package struct Email: Sendable {
        package enum Transport: Sendable {
            /// The Maildir that all mail goes into.
            case maildir(String)
            case smtp(SMTPSettings)
        }

        package let from: EmailAddress
        package let replyTo: EmailAddress?
        package let transport: Transport
        /// The largest message, in octets as it goes out; `nil` for any.
        package let limit: Int?
        /// Where copies that are too large for mail are published.
        package let links: Links?
        package let bounces: BounceBox.Place?
        package let templates: MailTemplates
    }

    package struct Links: Sendable {
        package let directory: String
        /// `{name}` in it stands for the file's name.
        package let url: String
        package let lifetime: Duration
    }

    package enum Account: Sendable {
        /// A folder for each account below this one.
        case directory(String)
        case http(WebService)
    }

    package let email: Email
    package let account: Account?
    package let patience: RetrySettings
}

/// How long, and how often, a delivery is tried.
package struct RetrySettings: Sendable {
    /// Before the second attempt; it doubles with each further one.
    package let first: Duration
    /// Since the delivery was made; then it failed.
    package let limit: Duration
    /// Since the delivery was made; then the clerk is told.
    package let notice: Duration
}

package enum EmailTransport: String, CaseIterable, Sendable {
    case maildir, smtp
}

/// Of `delivery.account` and of the notifications.
package enum HandoverTransport: String, CaseIterable, Sendable {
    case directory, http
}

/// Messages beside the copies, as `notifications` in a pipeline's file says.
package struct NotificationSettings: Sendable {
    package struct Channel: Sendable {
        package enum Transport: Sendable {
            case directory(String)
            case http(WebService)
        }

        package let transport: Transport
        package let encoding: ShortText.Encoding
        /// The most parts of one message.
        package let parts: Int
        /// The request's JSON with placeholders; the program's own without it.
        package let body: FillableText<NoticePlaceholder>?
        package let texts: NoticeTemplates
    }

    package let sms: Channel?
    package let account: Channel?
    /// A file with the numbers of those who want no messages, one a line.
    package let optOut: String?

    package static let none = NotificationSettings(sms: nil, account: nil, optOut: nil)
}

/// By which way an applicant gets the copy.
package enum DeliveryRoute: Hashable, Sendable {
    case email(EmailAddress)
    case account(IdentityNumber)
}

extension DeliverySettings {
    /// The account, if the applicant has one and the office delivers there; else the address.
    func route(for applicant: Applicant?) -> DeliveryRoute? {
        if account != nil, let identity = applicant?.identity { return .account(identity) }
        return applicant?.email.map(DeliveryRoute.email)
    }
}
