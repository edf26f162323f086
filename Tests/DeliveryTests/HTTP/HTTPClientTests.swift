import Delivery
import Foundation
import TestSupport
import Testing

/// The HTTP client against real servers on loopback: Python's and OpenSSL's.
@Suite(.blocking) struct HTTPClientTests {
    private static func request(
        _ url: String,
        _ method: HTTPRequest.Method = .get,
        limit: Duration = .seconds(30),
        largestReply: Int = 1 << 20
    ) -> HTTPRequest {
        HTTPRequest(url: url, method: method, limit: limit, largestReply: largestReply)
    }

    @Test("A GET and a POST come back with status and body; octets stay octets")
    func exchange() throws {
        let server = try WebServer()
        let get = try HTTPClient().perform(Self.request(server.address("hello")))
        #expect(get.status == 200 && get.body == Array("GET /hello".utf8))
        let body = (0...255).map { UInt8($0) }
        let post = try HTTPClient().perform(
            Self.request(server.address("echo"), .post(body, type: "application/timestamp-query")))
        #expect(post.body == Array("application/timestamp-query ".utf8) + body)
        #expect(try HTTPClient().perform(Self.request(server.address("status/503"))).status == 503)
        #expect(try HTTPClient().perform(Self.request(server.address("moved"))).body == Array("GET /hello".utf8))
    }

    @Test("What takes too long, is too large, leads elsewhere or is not there ends in a failure")
    func failures() throws {
        let server = try WebServer()
        for (url, limit) in [
            (server.address("hang"), 200), ("http://127.0.0.1:1/", 5000), ("file:///etc/hostname", 5000),
            (server.address("away"), 5000), ("ftp://127.0.0.1:\(server.port)/hello", 5000),
        ] {
            #expect(throws: HTTPFailure.self, "\(url)") {
                try HTTPClient().perform(Self.request(url, limit: .milliseconds(limit)))
            }
        }
        let large = #expect(throws: HTTPFailure.self) {
            try HTTPClient().perform(Self.request(server.address("large"), largestReply: 1000))
        }
        #expect(large?.detail == "the reply is too large")
    }

    @Test("A cancelled task stops waiting")
    func cancellation() async throws {
        let server = try WebServer()
        let request = Self.request(server.address("hang"), limit: .seconds(600))
        let (started, continuation) = AsyncStream.makeStream(of: Void.self)
        // A thread of its own: the call blocks.
        let task = Task.detached(executorPreference: OwnThread()) { () -> HTTPFailure? in
            continuation.yield()
            do throws(HTTPFailure) {
                _ = try HTTPClient().perform(request)
                return nil
            } catch {
                return error
            }
        }
        for await _ in started { break }
        task.cancel()
        #expect(await task.value?.isCancelled == true)
    }

    @Test("TLS servers must lead to a trusted root and have the right name")
    func certificates() throws {
        let server = try TLSServer()
        #expect(throws: HTTPFailure.self) { try HTTPClient().perform(Self.request(server.address)) }
        let trusting = HTTPClient(authorities: server.certificate)
        #expect(try trusting.perform(Self.request(server.address)).status == 200)
        let otherName = server.address.replacingOccurrences(of: "localhost", with: "127.0.0.1")
        #expect(throws: HTTPFailure.self) { try trusting.perform(Self.request(otherName)) }
    }
}
