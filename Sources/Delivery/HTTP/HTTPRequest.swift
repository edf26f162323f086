/// One question to a web service.
package struct HTTPRequest: Sendable {
    package enum Method: Sendable {
        case get
        case post([UInt8], type: String)
        /// A body that is too large to be held.
        case upload(HTTPUpload)
    }

    /// `http:` or `https:`.
    package var url: String
    package var method: Method
    /// For the whole exchange, from looking up the name to the last octet.
    package var limit: Duration
    /// Octets; a larger reply is broken off.
    package var largestReply: Int
    /// Beside those of the body; values cannot end a line.
    package var headers: [(name: String, value: String)]

    package init(
        url: String,
        method: Method,
        limit: Duration,
        largestReply: Int,
        headers: [(name: String, value: String)] = []
    ) {
        self.url = url
        self.method = method
        self.limit = limit
        self.largestReply = largestReply
        self.headers = headers
    }
}

/// What the service said, whatever its status.
package struct HTTPReply: Sendable {
    package let status: Int
    package let body: [UInt8]
    /// The server's clock: seconds since 1970, where it says so (RFC 9110, 6.6.1).
    package let date: Int?
}

/// There was no reply: the name is unknown, nobody listens, the certificate is not trusted, time ran out.
package struct HTTPFailure: Error, Sendable {
    /// Technical, in English; names no address and no secret.
    package let detail: String
    /// The task was cancelled while it waited.
    package let isCancelled: Bool
}
