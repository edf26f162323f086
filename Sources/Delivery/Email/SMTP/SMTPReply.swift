/// What a mail server said (RFC 5321, 4.2): a code, and words.
struct SMTPReply: Hashable {
    let code: Int
    let lines: [String]

    /// - Parameter lines: of one reply, without their line ends; at least one.
    /// - Returns: `nil` for what no mail server says.
    init?(lines: [String]) {
        guard let last = lines.last, let code = Int(last.prefix(3)), (200...599).contains(code) else { return nil }
        self.code = code
        self.lines = lines.map { String($0.dropFirst(4)) }
    }

    /// Whether a line ends a reply: `250 ok` and not `250-ok`.
    static func isLast(_ line: String) -> Bool { line.dropFirst(3).first != "-" }

    var isPositive: Bool { code < 400 }
    var isTransient: Bool { (400...499).contains(code) }
    /// The server is about to close the connection.
    var isClosing: Bool { code == 421 }
    /// Says nothing about the message, but that this server does not let us in (RFC 4954, 6).
    var isAboutUs: Bool { [454, 530, 534, 535, 538].contains(code) }

    /// `550 5.1.1 no such user`, in one line of at most 500 characters.
    var text: String { String(HeaderField.singleLine("\(code) " + lines.joined(separator: " ")).prefix(500)) }
}
