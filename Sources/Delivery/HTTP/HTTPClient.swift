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
        guard let handle = CurlHandle() else {
            throw HTTPFailure(detail: "libcurl does not start", isCancelled: false)
        }
        var headers: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(headers) }
        for header in Self.headers(of: request) { headers = curl_slist_append(headers, header) }
        let reception = Reception(limit: request.largestReply)
        let code = try withExtendedLifetime(reception) { () throws(HTTPFailure) in
            guard configure(handle, for: request), chungthuc_curl_set_headers(handle.raw, headers) == CURLE_OK else {
                throw HTTPFailure(detail: "libcurl lacks an option", isCancelled: false)
            }
            return transfer(handle.raw, request.method, into: reception)
        }
        guard code == CURLE_OK else {
            let reason = reception.isTooLarge ? "the reply is too large" : String(cString: curl_easy_strerror(code))
            throw HTTPFailure(detail: reason, isCancelled: code == CURLE_ABORTED_BY_CALLBACK)
        }
        var status = 0
        chungthuc_curl_status(handle.raw, &status)
        return HTTPReply(status: status, body: reception.body, date: Self.date(of: handle))
    }

    private static func date(of handle: borrowing CurlHandle) -> Int? {
        var header: UnsafeMutablePointer<curl_header>?
        guard curl_easy_header(handle.raw, "Date", 0, CUnsignedInt(CURLH_HEADER), -1, &header) == CURLHE_OK,
            let text = header?.pointee.value
        else { return nil }
        let seconds = curl_getdate(text, nil)
        return seconds < 0 ? nil : Int(seconds)
    }

    /// Connects to a server as a request would, and asks nothing. Blocking.
    package func reach(_ url: String, limit: Duration) throws(HTTPFailure) {
        guard let handle = CurlHandle() else {
            throw HTTPFailure(detail: "libcurl does not start", isCancelled: false)
        }
        let request = HTTPRequest(url: url, method: .get, limit: limit, largestReply: 0)
        guard configure(handle, for: request), handle.set(numbers: [(CURLOPT_CONNECT_ONLY, 1)], texts: []) else {
            throw HTTPFailure(detail: "libcurl lacks an option", isCancelled: false)
        }
        let code = curl_easy_perform(handle.raw)
        guard code == CURLE_OK else {
            throw HTTPFailure(detail: String(cString: curl_easy_strerror(code)), isCancelled: false)
        }
    }

    private func configure(_ handle: borrowing CurlHandle, for request: HTTPRequest) -> Bool {
        let limit = request.limit.milliseconds
        var numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_TIMEOUT_MS, limit),
            (CURLOPT_CONNECTTIMEOUT_MS, min(limit, Self.connectLimit.milliseconds)),
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
        return handle.set(numbers: numbers, texts: texts)
    }

    private static func headers(of request: HTTPRequest) -> [String] {
        let own = request.headers.map { "\($0.name): \(HeaderField.singleLine($0.value))" }
        let type: String
        switch request.method {
        case .get: return own
        case .post(_, let posted): type = posted
        case .upload(let upload): type = upload.type
        }
        // An empty Expect: servers of few words are not asked whether they would take the body.
        return own + ["Content-Type: \(type)", "Expect:"]
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
        switch method {
        case .get:
            return curl_easy_perform(handle)
        case .post(let body, _):
            return body.withUnsafeBytes { bytes in
                let code = chungthuc_curl_set_body(handle, bytes.baseAddress, curl_off_t(bytes.count))
                return code == CURLE_OK ? curl_easy_perform(handle) : code
            }
        case .upload(let upload):
            let emission = Emission(upload)
            return withExtendedLifetime(emission) {
                let context = Unmanaged.passUnretained(emission).toOpaque()
                let code = chungthuc_curl_set_source(handle, curl_off_t(upload.size), Emission.source, context)
                return code == CURLE_OK ? curl_easy_perform(handle) : code
            }
        }
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
