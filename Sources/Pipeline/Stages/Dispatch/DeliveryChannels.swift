import Delivery
import Ledger
import Synchronization

/// The office's ways to its recipients, as long as it is open.
final class DeliveryChannels: Sendable {
    let email: any DeliveryChannel
    /// `nil` where mail does not go by SMTP.
    let server: SMTPChannel?
    let account: (any AccountChannel)?
    let bounces: BounceBox?
    let domains = DomainPatience()
    /// How many attempts are made at once.
    let width: Int
    /// What the mail server last said of its largest message, and when it was asked.
    let largestMessage = Mutex<(askedAt: ContinuousClock.Instant, octets: Int?)?>(nil)
    private let sms: (any MessageChannel)?
    private let accountNotices: (any MessageChannel)?

    init(_ configuration: PipelineConfiguration) {
        let settings = configuration.delivery
        switch settings.email.transport {
        case .maildir(let path):
            email = MaildirChannel(path: path)
            server = nil
            width = Office.width
        case .smtp(let smtp):
            let channel = SMTPChannel(smtp)
            email = channel
            server = channel
            width = smtp.connections
        }
        account = settings.account.map { settings -> any AccountChannel in
            switch settings {
            case .directory(let path): AccountDirectory(path: path)
            case .http(let service): AccountService(service)
            }
        }
        bounces = settings.email.bounces.map(BounceBox.init)
        sms = configuration.notifications.sms.map(Self.channel)
        accountNotices = configuration.notifications.account.map(Self.channel)
    }

    func messages(_ kind: DeliveryChannelKind) -> (any MessageChannel)? {
        switch kind {
        case .sms: sms
        case .accountNotice: accountNotices
        case .email, .account: nil
        }
    }

    private static func channel(_ settings: NotificationSettings.Channel) -> any MessageChannel {
        switch settings.transport {
        case .directory(let path): MessageDirectory(path: path)
        case .http(let service): MessageService(service)
        }
    }
}
