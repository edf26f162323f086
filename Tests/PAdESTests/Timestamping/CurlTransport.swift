import Foundation
import PAdES
import Synchronization
import TestSupport

/// Reaches services with curl's command line: these tests need no other room.
struct CurlTransport: ServiceTransport {
    func answer(to request: ServiceRequest) throws(ServiceSilence) -> ServiceAnswer {
        do {
            let workspace = try TemporaryDirectory("curl")
            let output = try workspace.write([], to: "answer")
            var arguments = [
                "--silent", "--show-error", "--noproxy", "*", "--output", output, "--write-out", "%{http_code}",
            ]
            if case .post(let body, let type) = request.method {
                let input = try workspace.write(body, to: "question")
                arguments += ["--data-binary", "@\(input)", "--header", "Content-Type: \(type)"]
            }
            let result = try Tool.run("curl", arguments + [request.url])
            guard result.status == 0, let status = Int(result.output) else {
                throw ServiceSilence(detail: result.errors)
            }
            return ServiceAnswer(status: status, body: Array(try Data(contentsOf: URL(fileURLWithPath: output))))
        } catch let silence as ServiceSilence {
            throw silence
        } catch {
            throw ServiceSilence(detail: "\(error)")
        }
    }
}

/// A transport that a test answers for, and that remembers who was asked.
final class ScriptedTransport: ServiceTransport {
    private let answer: @Sendable (ServiceRequest) throws -> ServiceAnswer
    private let log = Mutex<[(url: String, at: ContinuousClock.Instant)]>([])

    init(_ answer: @escaping @Sendable (ServiceRequest) throws -> ServiceAnswer) {
        self.answer = answer
    }

    var asked: [String] { log.withLock { $0.map(\.url) } }
    var times: [ContinuousClock.Instant] { log.withLock { $0.map(\.at) } }

    func answer(to request: ServiceRequest) throws(ServiceSilence) -> ServiceAnswer {
        log.withLock { $0.append((request.url, .now)) }
        do {
            return try answer(request)
        } catch let silence as ServiceSilence {
            throw silence
        } catch {
            throw ServiceSilence(detail: "\(error)")
        }
    }
}

/// The services of tests that do not stop them, started once.
enum SharedServices {
    // Never freed, on purpose: the process ends with ours, by its standard input.
    nonisolated(unsafe) private static let made = Result {
        try TestServices(in: TemporaryDirectory.kept("pki"))
    }

    static var shared: TestServices { get throws { try made.get() } }

    static func anchors() throws -> TrustAnchors {
        let root = try shared.root
        let pem = Array(try Data(contentsOf: URL(fileURLWithPath: root)))
        return TrustAnchors(try Certificate.all(inPEM: pem, name: root))
    }

    static func key(_ holder: TestServices.Holder) throws -> SoftwareKey {
        let file = try shared.keyFile(holder)
        return try SoftwareKey.load(
            pkcs12: Array(try Data(contentsOf: URL(fileURLWithPath: file))),
            passphrase: try PassphraseFile.read(try shared.passphraseFile),
            name: file
        )
    }
}
