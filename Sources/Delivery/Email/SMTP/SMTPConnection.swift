// One connection to a mail server.
//
// libcurl makes it: name, TCP, TLS or STARTTLS with checked certificates, EHLO, authentication (RFC 4954). From there on
// the dialogue is our own, so that each part has its own limit of time and each answer its own meaning.
// Used by one thread at a time. Trusts nothing that the server says to be short, in time or well-formed.
// Promises: without TLS no password is sent, unless the configuration says that there is no TLS; each wait is bounded
// and ends within about a second when the task is cancelled.

import CCurl
import Glibc

final class SMTPConnection: @unchecked Sendable {
    /// Octets of one reply, and of one block of a message.
    private static let largestReply = 64 << 10

    let features: SMTPFeatures
    private let handle: CurlHandle
    private let socket: Int32
    /// Received and not yet used.
    private var received: [UInt8] = []

    /// Blocking.
    static func open(_ settings: SMTPSettings) throws(SMTPFailure) -> SMTPConnection {
        let password = try settings.passwordFile.map { path throws(SMTPFailure) in try SecretFile.read(path) }
        guard let handle = CurlHandle(), Self.configure(handle, settings, password) else {
            throw .lost(detail: "libcurl does not start")
        }
        let greeting = Greeting()
        let context = Unmanaged.passUnretained(greeting).toOpaque()
        var code = chungthuc_curl_set_line_sink(handle.raw, Greeting.sink, context)
        if code == CURLE_OK { code = withExtendedLifetime(greeting) { curl_easy_perform(handle.raw) } }
        // Nothing is written to the greeting from here on; the handle must not keep a pointer that dies.
        _ = chungthuc_curl_set_line_sink(handle.raw, Greeting.deaf, nil)
        var socket: Int32 = -1
        if code == CURLE_OK { code = chungthuc_curl_socket(handle.raw, &socket) }
        guard code == CURLE_OK else { throw .opening(code, of: settings.server, lines: greeting.lines) }
        return SMTPConnection(adopting: handle, socket: socket, features: SMTPFeatures(lines: greeting.lines))
    }

    private init(adopting handle: consuming CurlHandle, socket: Int32, features: SMTPFeatures) {
        self.handle = handle
        self.socket = socket
        self.features = features
    }

    private static func configure(_ handle: borrowing CurlHandle, _ settings: SMTPSettings, _ password: String?) -> Bool
    {
        let encryption =
            switch settings.encryption {
            case .required: CURLUSESSL_ALL
            // A password is not worth being read on the way.
            case .opportunistic: settings.user == nil ? CURLUSESSL_TRY : CURLUSESSL_ALL
            case .none: CURLUSESSL_NONE
            }
        var texts: [(CURLoption, String)] = [
            (CURLOPT_URL, settings.url), (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            // Mail goes to the configured server, not by way of a web proxy that the environment names.
            (CURLOPT_PROXY, ""),
        ]
        if let authorities = settings.authorities { texts.append((CURLOPT_CAINFO, authorities)) }
        if let user = settings.user {
            texts += [(CURLOPT_USERNAME, user), (CURLOPT_PASSWORD, password ?? "")]
        }
        let limit = settings.limits.opening.milliseconds
        return handle.set(
            numbers: [
                (CURLOPT_NOSIGNAL, 1), (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_TIMEOUT_MS, limit),
                (CURLOPT_CONNECTTIMEOUT_MS, min(limit, 30_000)), (CURLOPT_USE_SSL, Int(encryption.rawValue)),
            ],
            texts: texts
        ) && chungthuc_curl_set_pulse(handle.raw) { _, _, _, _, _ in Task.isCancelled ? 1 : 0 } == CURLE_OK
    }

    // MARK: Dialogue

    /// Blocking.
    func ask(_ command: String, limit: Duration) throws(SMTPFailure) -> SMTPReply {
        try send(Array("\(command)\r\n".utf8), limit: limit)
        return try reply(limit: limit)
    }

    /// Sends all of it. Blocking.
    ///
    /// - Parameter limit: for the server to take a little more of it.
    func send(_ bytes: [UInt8], limit: Duration) throws(SMTPFailure) {
        var sent = 0
        var deadline = ContinuousClock.now + limit
        while sent < bytes.count {
            var count = 0
            let code = bytes.withUnsafeBytes { bytes in
                curl_easy_send(handle.raw, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, &count)
            }
            switch code {
            case CURLE_OK:
                sent += count
                deadline = ContinuousClock.now + limit
            case CURLE_AGAIN: try wait(for: Int16(POLLOUT), until: &deadline, grace: .zero)
            default: throw .lost(detail: "the connection was closed")
            }
        }
    }

    /// Blocking.
    ///
    /// - Parameter grace: how long a cancelled task still waits.
    func reply(limit: Duration, grace: Duration = .zero) throws(SMTPFailure) -> SMTPReply {
        var deadline = ContinuousClock.now + limit
        var lines: [String] = []
        while true {
            let line = try line(until: &deadline, grace: grace)
            lines.append(line)
            guard SMTPReply.isLast(line) else { continue }
            guard let reply = SMTPReply(lines: lines) else { throw .lost(detail: "the server says no SMTP") }
            return reply
        }
    }

    /// Says good-bye and does not insist on an answer. Blocking.
    func quit() {
        // The server may be gone already; nothing depends on it.
        _ = try? ask("QUIT", limit: .seconds(2))
    }

    private func line(until deadline: inout ContinuousClock.Instant, grace: Duration) throws(SMTPFailure) -> String {
        var searched = 0
        while true {
            if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: received[..<end].filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
                received.removeSubrange(...end)
                return line
            }
            searched = received.count
            guard searched < Self.largestReply else { throw .lost(detail: "the reply is too large") }
            try receive(until: &deadline, grace: grace)
        }
    }

    private func receive(until deadline: inout ContinuousClock.Instant, grace: Duration) throws(SMTPFailure) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            var count = 0
            let code = buffer.withUnsafeMutableBytes { curl_easy_recv(handle.raw, $0.baseAddress, $0.count, &count) }
            switch code {
            case CURLE_OK where count > 0:
                received += buffer[..<count]
                return
            case CURLE_AGAIN: try wait(for: Int16(POLLIN), until: &deadline, grace: grace)
            default: throw .lost(detail: "the connection was closed")
            }
        }
    }

    /// Waits until the socket is ready, in turns of a second, so that a cancelled task is noticed.
    private func wait(
        for event: Int16,
        until deadline: inout ContinuousClock.Instant,
        grace: Duration
    ) throws(SMTPFailure) {
        var descriptor = pollfd(fd: socket, events: event, revents: 0)
        while true {
            if Task.isCancelled {
                guard grace > .zero else { throw .cancelled }
                deadline = min(deadline, ContinuousClock.now + grace)
            }
            let left = (deadline - ContinuousClock.now).milliseconds
            guard left > 0 else { throw .lost(detail: "no answer in time") }
            if poll(&descriptor, 1, Int32(min(left, 1000))) > 0 { return }
        }
    }
}

/// What the server says while libcurl makes the connection; used by the one thread that does.
private final class Greeting {
    private static let most = 200
    private(set) var lines: [String] = []

    static let sink: chungthuc_curl_sink = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let greeting = Unmanaged<Greeting>.fromOpaque(context).takeUnretainedValue()
        let text = String(decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self)
        guard greeting.lines.count < most else { return 0 }
        greeting.lines.append(HeaderField.singleLine(text))
        return size * count
    }

    static let deaf: chungthuc_curl_sink = { _, size, count, _ in size * count }
}
