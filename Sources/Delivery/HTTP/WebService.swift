import Faults

/// A service that takes POST requests with a token of ours: the portal's, or a gateway for messages.
package struct WebService: Sendable {
    /// For one exchange, beside what a large body needs.
    private static let limit: Duration = .seconds(60)
    /// The slowest line that a large body is given time for, in octets a second.
    private static let slowest = 100_000
    private static let largestReply = 64 << 10

    package let url: String
    /// Absolute; read for each request. Without it no token is sent.
    package let tokenFile: String?
    /// A PEM file with the roots that the service's certificate must lead to; the system's own without it.
    package let authorities: String?

    package init(url: String, tokenFile: String? = nil, authorities: String? = nil) {
        self.url = url
        self.tokenFile = tokenFile
        self.authorities = authorities
    }

    /// Without path and query: for messages.
    package var server: String {
        let scheme = url.prefix { $0 != ":" }
        return scheme + "://" + url.dropFirst(scheme.count + 3).prefix { $0 != "/" && $0 != "?" }
    }

    /// Connects, TLS included, and asks nothing. Blocking.
    ///
    /// - Returns: what is wrong with token, server or certificate; `nil` when nothing is.
    package func trouble() -> Wording? {
        do throws(SecretFile.Trouble) {
            if let tokenFile { _ = try SecretFile.text(tokenFile) }
        } catch {
            return error.wording
        }
        do throws(HTTPFailure) {
            try HTTPClient(authorities: authorities).reach(url, limit: .seconds(10))
            return nil
        } catch {
            return unreachable(error)
        }
    }

    private func unreachable(_ failure: HTTPFailure) -> Wording {
        Wording(vi: "Không gọi được \(server): \(failure.detail).", en: "\(server) cannot be asked: \(failure.detail).")
    }

    /// Tries once. Blocking.
    ///
    /// - Parameter key: the same at each attempt, so that the service makes nothing of it twice.
    func post(_ method: HTTPRequest.Method, size: Int, key: MessageID) -> DeliveryOutcome {
        var headers = [(name: "Idempotency-Key", value: key.text), (name: "Accept", value: "application/json")]
        if let tokenFile {
            do throws(SecretFile.Trouble) {
                headers.append((name: "Authorization", value: "Bearer \(try SecretFile.text(tokenFile))"))
            } catch {
                return .unavailable(error.wording)
            }
        }
        let request = HTTPRequest(
            url: url,
            method: method,
            limit: Self.limit + .seconds(size / Self.slowest),
            largestReply: Self.largestReply,
            headers: headers
        )
        do throws(HTTPFailure) {
            return outcome(of: try HTTPClient(authorities: authorities).perform(request))
        } catch {
            guard !error.isCancelled else {
                return .retryLater(Wording(vi: "Chương trình dừng giữa chừng.", en: "The program was stopped."))
            }
            return .unavailable(unreachable(error))
        }
    }

    private func outcome(of reply: HTTPReply) -> DeliveryOutcome {
        let said = ServiceReply.words(reply.body)
        let words = "HTTP \(reply.status)" + (said.isEmpty ? "" : " \(said)")
        switch reply.status {
        case 200..<300:
            return .accepted(detail: ServiceReply.identifier(reply.body).map { "id \($0)" } ?? "HTTP \(reply.status)")
        // A service that has moved is the administrator's to follow.
        case 300..<400, 401, 403, 500...:
            return .unavailable(
                Wording(vi: "\(server) chưa phục vụ: \(words)", en: "\(server) does not serve us: \(words)"))
        case 408, 409, 425, 429:
            return .retryLater(
                Wording(vi: "\(server) chưa nhận: \(words)", en: "\(server) does not take it now: \(words)"))
        default:
            return .refused(Wording(vi: "\(server) từ chối: \(words)", en: "\(server) refused it: \(words)"))
        }
    }
}
