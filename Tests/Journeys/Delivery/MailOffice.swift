import Foundation
import TestSupport

extension OfficeFixture {
    /// Sends by SMTP from now on.
    ///
    /// - Parameters:
    ///   - smtp: further keys of `smtp`.
    ///   - email, delivery: further lines of these sections, with their indentation.
    func sendMail(
        to server: String,
        smtp: String = "starttls: none",
        email: String = "",
        delivery: String = "  retry-after: 200ms\n"
    ) throws {
        try configure { text in
            text.replacing(
                "    transport: maildir\n    maildir: mail\n",
                with: "    transport: smtp\n    smtp: {url: '\(server)', \(smtp)}\n\(email)"
            ).replacing("delivery:\n", with: "delivery:\n\(delivery)")
        }
    }

    /// A scan submitted, signed and stamped; what comes of its delivery is in the ledger when this returns.
    func stamped(_ name: String, to email: String) throws -> String {
        let code = try submit(Scan.pdf(name), named: "\(name).pdf", email: email)
        try run("sign", code).requireSuccess()
        try run("stamp", code).requireSuccess()
        return code
    }

    func outcomes(_ code: String) throws -> [String] { try dossier(code).deliveries.map(\.outcome) }

    /// Waits until a dossier is in a state.
    func reaches(_ state: String, _ code: String) async throws {
        try await patiently("\(code) is \(state)") { try dossier(code).state == state }
    }
}

extension MailServer {
    /// A message as Python's `email` reads it.
    func mail(_ taken: Taken) throws -> Mail {
        let maildir = try TemporaryDirectory("maildir")
        for folder in ["new", "cur", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: maildir.file(folder), withIntermediateDirectories: false)
        }
        _ = try maildir.write(try message(taken), to: "new/1")
        guard let mail = try Mail.all(in: maildir.path).first else { throw DidNotHappen(description: "no mail") }
        return mail
    }
}
