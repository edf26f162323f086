/// How large a mail becomes, known before it is made.
enum MailSize {
    /// Text, web page and fields, generously.
    private static let frame = 32 << 10

    /// - Parameter attachment: in octets.
    /// - Returns: octets on the wire: 76 characters and CR LF for each 57 octets of the attachment.
    static func message(attaching attachment: Int) -> Int { (attachment / 57 + 1) * 78 + frame }
}
