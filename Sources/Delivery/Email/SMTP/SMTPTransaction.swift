// One message to one recipient over one connection (RFC 5321, 3.3): MAIL, RCPT, DATA, the lines, the dot.
//
// Called by ``SMTPChannel``. Trusts the caller about the message's digest.
// Promises: until the final dot the server has nothing; what it says then is the outcome. Once the dot is out the answer
// is waited for, also by a program that is asked to stop, for some seconds: not knowing means sending twice.

import Faults
import Spool

struct SMTPTransaction: ~Copyable {
    /// For a program that is asked to stop.
    private static let patienceAfterTheDot: Duration = .seconds(10)

    let connection: SMTPConnection
    let limits: SMTPTimeLimits
    /// The envelope.
    let sender: InternetAddress
    let recipient: InternetAddress
    /// For reports (RFC 3461, 4.4); `nil` asks for none.
    let envelopeID: String?
    /// Octets on the wire.
    let size: Int

    /// The server's last word. Blocking.
    func run(_ source: borrowing ReadableFile) throws(SMTPTrouble) -> SMTPReply {
        var reply = try ask("MAIL FROM:<\(sender.text)>\(mailParameters)", limits.command)
        guard reply.isPositive else { return reply }
        reply = try ask("RCPT TO:<\(recipient.text)>\(recipientParameters)", limits.command)
        guard reply.isPositive else { return reply }
        reply = try ask("DATA", limits.dataInitiation)
        guard reply.code == 354 else { return reply }
        return try send(source)
    }

    private var mailParameters: String {
        (connection.features.hasSize ? " SIZE=\(size)" : "") + (needsUTF8 ? " BODY=8BITMIME SMTPUTF8" : "")
            + (reportID.map { " RET=HDRS ENVID=\($0)" } ?? "")
    }

    private var recipientParameters: String { reportID == nil ? "" : " NOTIFY=FAILURE,DELAY" }

    private var reportID: String? { connection.features.sendsReports ? envelopeID : nil }

    private var needsUTF8: Bool { sender.needsUTF8 || recipient.needsUTF8 }

    private func ask(_ command: String, _ limit: Duration) throws(SMTPTrouble) -> SMTPReply {
        do throws(SMTPFailure) { return try connection.ask(command, limit: limit) } catch { throw .dialogue(error) }
    }

    private func send(_ source: borrowing ReadableFile) throws(SMTPTrouble) -> SMTPReply {
        var content = SMTPContent()
        var wire: [UInt8] = []
        var failure: SMTPFailure?
        do throws(SpoolFault) {
            try source.forEachChunk { (chunk) throws(SpoolFault) in
                guard failure == nil else { return }
                wire.removeAll(keepingCapacity: true)
                content.append(chunk, to: &wire)
                do throws(SMTPFailure) { try connection.send(wire, limit: limits.dataBlock) } catch { failure = error }
            }
        } catch {
            throw .file(error)
        }
        if let failure { return try lastWords(after: .dialogue(failure)) }
        do throws(SMTPFailure) {
            try connection.send(content.ending, limit: limits.dataBlock)
            return try connection.reply(limit: limits.dataTermination, grace: Self.patienceAfterTheDot)
        } catch {
            throw .dialogue(error)
        }
    }

    /// A server that breaks off in the middle may have said why.
    private func lastWords(after trouble: SMTPTrouble) throws(SMTPTrouble) -> SMTPReply {
        do throws(SMTPFailure) {
            let reply = try connection.reply(limit: .seconds(2))
            guard !reply.isPositive else { throw .lost(detail: "the server answered before the end") }
            return reply
        } catch {
            throw trouble
        }
    }
}

/// Why a transaction came to no answer.
enum SMTPTrouble: Error {
    case dialogue(SMTPFailure)
    /// The message itself cannot be read.
    case file(SpoolFault)
}
