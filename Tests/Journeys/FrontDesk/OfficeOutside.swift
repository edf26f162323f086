import Foundation
import TestSupport

/// By which ways an office reaches people.
enum OfficeWays: String, CaseIterable {
    /// A Maildir, and a folder each for accounts, SMS and notices.
    case folders
    /// A mail server, a portal and a gateway; what is too large for mail is a link.
    case network
}

/// Who takes what the office sends.
final class OfficeOutside {
    private let mail: MailServer?
    private let web: WebServer?

    init(_ ways: OfficeWays) throws {
        (mail, web) = ways == .network ? (try MailServer(), try WebServer()) : (nil, nil)
    }

    /// The section `delivery`.
    var delivery: String {
        guard let mail, let web else {
            return """

                delivery:
                  email: {from: chungthuc@phucuong.example, transport: maildir, maildir: mail}
                  account: {transport: directory}

                """
        }
        return """

            delivery:
              retry-after: 200ms
              email:
                from: chungthuc@phucuong.example
                transport: smtp
                smtp: {url: '\(mail.address())', starttls: none}
                limit: 2MB
                links: {directory: public, url: 'https://chungthuc.example.vn/tep/{name}', expires: 30d}
              account: {transport: http, url: '\(web.address("portal"))'}

            """
    }

    /// The channels of `notifications`.
    var notifications: String {
        guard let web else {
            return """
                  sms: {transport: directory, directory: messages, encoding: ucs2}
                  account: {transport: directory, directory: notices}
                """
        }
        return """
              sms: {transport: http, url: '\(web.address("sms"))', encoding: ucs2}
              account: {transport: http, url: '\(web.address("notice"))'}
            """
    }

    func sms(of office: OfficeFixture) throws -> String { try texts(of: office, folder: "messages", path: "/sms") }

    func notices(of office: OfficeFixture) throws -> String {
        try texts(of: office, folder: "notices", path: "/notice")
    }

    private func texts(of office: OfficeFixture, folder: String, path: String) throws -> String {
        if let web { return try web.posts().filter { $0.path == path }.map(\.document).joined(separator: "\n") }
        // It comes with the first message.
        guard office.exists(folder) else { return "" }
        return try office.files(folder).map { try office.text("\(folder)/\($0)") }.joined(separator: "\n")
    }

    /// Whether an account has the certified copy of a dossier, byte for byte.
    func hasCopy(_ code: String, account: String, of office: OfficeFixture) throws -> Bool {
        let dossier = try office.dossier(code)
        guard let web else {
            let copy = "accounts/\(account)/\(code).pdf"
            return try office.exists(copy) && office.contents(copy) == office.contents(dossier.path)
        }
        return try web.posts().contains {
            $0.path == "/portal" && $0.document.contains(account) && $0.document.contains(code)
                && $0.sha256 == dossier.sha256
        }
    }

    /// What came to a mail address.
    func mails(to address: String, of office: OfficeFixture) throws -> [Mail] {
        let mails = try mail.map { server in try server.taken().map { try server.mail($0) } }
        return try (mails ?? (office.exists("mail") ? Mail.all(in: office.path("mail")) : []))
            .filter { $0.to.contains(address) }
    }
}
