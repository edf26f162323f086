import Certification

/// How to reach the mail server, as `delivery.email.smtp` in a pipeline's file says.
package struct SMTPSettings: Sendable {
    package enum Encryption: String, CaseIterable, Sendable {
        /// No TLS, no mail.
        case required
        /// TLS where the server offers it.
        case opportunistic
        case none
    }

    /// `smtp://host[:port][/name]` or `smtps:`; the name is what the server is greeted with.
    package let url: String
    /// Of `smtp:`; `smtps:` begins with TLS.
    package let encryption: Encryption
    package let user: String?
    /// Absolute; read for each connection, so that a new password needs no restart.
    package let passwordFile: String?
    /// A PEM file with the roots that the server's certificate must lead to; the system's own without it.
    package let authorities: String?
    /// Who sends, and gets the bounces.
    package let sender: EmailAddress
    /// How many connections may be open at once; at least 1.
    package let connections: Int
    /// Whether the server is asked to report what cannot be delivered (RFC 3461).
    package let asksForReports: Bool
    package let limits: SMTPTimeLimits

    package init(
        url: String,
        encryption: Encryption = .required,
        user: String? = nil,
        passwordFile: String? = nil,
        authorities: String? = nil,
        sender: EmailAddress,
        connections: Int = 4,
        asksForReports: Bool = false,
        limits: SMTPTimeLimits = SMTPTimeLimits()
    ) {
        self.url = url
        self.encryption = encryption
        self.user = user
        self.passwordFile = passwordFile
        self.authorities = authorities
        self.sender = sender
        self.connections = connections
        self.asksForReports = asksForReports
        self.limits = limits
    }

    /// The server without path: for messages.
    package var server: String {
        String(url.prefix { $0 != ":" }) + "://" + url.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" }
    }
}

/// How long the server may take for each part of a dialogue (RFC 5321, 4.5.3.2).
package struct SMTPTimeLimits: Sendable {
    /// Connecting, greeting, EHLO, TLS and authentication together.
    package let opening: Duration
    /// MAIL and RCPT.
    package let command: Duration
    /// From DATA to its 354.
    package let dataInitiation: Duration
    /// For each block of the message.
    package let dataBlock: Duration
    /// From the final dot to the answer. Giving up too early makes duplicates.
    package let dataTermination: Duration

    /// - Parameter longest: shortens all of them; for a server that is known to be near.
    package init(longest: Duration = .seconds(600)) {
        opening = min(longest, .seconds(300))
        command = min(longest, .seconds(300))
        dataInitiation = min(longest, .seconds(120))
        dataBlock = min(longest, .seconds(180))
        dataTermination = min(longest, .seconds(600))
    }
}
