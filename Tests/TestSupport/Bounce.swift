/// A report of a mail server that a message could not be delivered (RFC 3464), as Postfix writes one.
package enum Bounce {
    package static func text(of messageID: String, action: String = "failed", status: String = "5.1.1") -> String {
        """
        Return-Path: <>
        From: MAILER-DAEMON@mail.example (Mail Delivery System)
        To: office@phucuong.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="B/mail.example"

        This is a MIME-encapsulated message.

        --B/mail.example
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.

        --B/mail.example
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example

        Final-Recipient: rfc822; thu@example.vn
        Action: \(action)
        Status: \(status)
        Diagnostic-Code: smtp; 550 5.1.1 <thu@example.vn>: Recipient address rejected:
            User unknown

        --B/mail.example
        Content-Description: Undelivered Message Headers
        Content-Type: text/rfc822-headers

        Date: Mon, 23 Nov 2026 09:30:00 +0700
        From: office@phucuong.example
        Message-ID: <\(messageID)>

        --B/mail.example--

        """
    }
}
