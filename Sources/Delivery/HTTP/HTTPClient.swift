// Asks web services, with libcurl.
//
// Called for timestamps and revocation data, from threads that may block. Trusts no server: replies are bounded in time
// and size, TLS certificates and their names are checked, only http and https are spoken, also after a redirection,
// which only a GET follows. Promises that a cancelled task stops waiting within about a second.
// A proxy is used where the environment names one (`http_proxy`, `https_proxy`, `no_proxy`).

import CCurl

package struct HTTPClient: Sendable {
    /// Time to reach the server; the limit of the request where that is shorter.
    private static let connectLimit: Duration = .seconds(5)
    private static let redirections = 3

    private let authorities: String?

    /// - Parameter authorities: a PEM file with the roots that TLS servers must lead to; the system's own without it.
    package init(authorities: String? = nil) {
        self.authorities = authorities
    }

    /// Blocking.
    package func perform(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPReply {
        guard CurlLibrary.isReady, let handle = curl_easy_init() else {
            throw HTTPFailure(detail: "libcurl does not start", isCancelled: false)
        }
        defer { curl_easy_cleanup(handle) }
        var headers: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(headers) }
        if case .post(_, let type) = request.method {
            // An empty Expect: servers of few words are not asked whether they would take the body.
            for header in ["Content-Type: \(type)", "Expect:"] { headers = curl_slist_append(headers, header) }
        }
        let reception = Reception(limit: request.largestReply)
        let code = try withExtendedLifetime(reception) { () throws(HTTPFailure) in
            guard configure(handle, for: request), chungthuc_curl_set_headers(handle, headers) == CURLE_OK else {
                throw HTTPFailure(detail: "libcurl lacks an option", isCancelled: false)
            }
            return transfer(handle, request.method, into: reception)
        }
        guard code == CURLE_OK else {
            let reason = reception.isTooLarge ? "the reply is too large" : String(cString: curl_easy_strerror(code))
            throw HTTPFailure(detail: reason, isCancelled: code == CURLE_ABORTED_BY_CALLBACK)
        }
        var status = 0
        chungthuc_curl_status(handle, &status)
        return HTTPReply(status: status, body: reception.body)
    }

    private func configure(_ handle: UnsafeMutableRawPointer, for request: HTTPRequest) -> Bool {
        let limit = Self.milliseconds(request.limit)
        var numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_TIMEOUT_MS, limit),
            (CURLOPT_CONNECTTIMEOUT_MS, min(limit, Self.milliseconds(Self.connectLimit))),
            (CURLOPT_MAXREDIRS, Self.redirections),
        ]
        if case .get = request.method { numbers.append((CURLOPT_FOLLOWLOCATION, 1)) }
        var texts: [(CURLoption, String)] = [
            (CURLOPT_URL, request.url),
            (CURLOPT_PROTOCOLS_STR, "http,https"),
            (CURLOPT_REDIR_PROTOCOLS_STR, "http,https"),
            (CURLOPT_USERAGENT, "chungthuc"),
        ]
        if let authorities { texts.append((CURLOPT_CAINFO, authorities)) }
        return numbers.allSatisfy { chungthuc_curl_set_number(handle, $0, $1) == CURLE_OK }
            && texts.allSatisfy { chungthuc_curl_set_text(handle, $0, $1) == CURLE_OK }
    }

    private func transfer(
        _ handle: UnsafeMutableRawPointer,
        _ method: HTTPRequest.Method,
        into reception: Reception
    ) -> CURLcode {
        let context = Unmanaged.passUnretained(reception).toOpaque()
        var code = chungthuc_curl_set_sink(handle, Reception.sink, context)
        guard code == CURLE_OK else { return code }
        code = chungthuc_curl_set_pulse(handle) { _, _, _, _, _ in Task.isCancelled ? 1 : 0 }
        guard code == CURLE_OK else { return code }
        guard case .post(let body, _) = method else { return curl_easy_perform(handle) }
        return body.withUnsafeBytes { bytes in
            let code = chungthuc_curl_set_body(handle, bytes.baseAddress, curl_off_t(bytes.count))
            return code == CURLE_OK ? curl_easy_perform(handle) : code
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds) * 1000 + Int(duration.components.attoseconds / 1_000_000_000_000_000)
    }
}

/// What has arrived of a reply; used by the one thread that runs the transfer.
private final class Reception {
    private(set) var body: [UInt8] = []
    private(set) var isTooLarge = false
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    static let sink: chungthuc_curl_sink = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let reception = Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue()
        return reception.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }

    private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= limit else {
            isTooLarge = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }
}

/// libcurl's own set-up, once for the life of the process.
private enum CurlLibrary {
    static let isReady = chungthuc_curl_global_init() == CURLE_OK
}
