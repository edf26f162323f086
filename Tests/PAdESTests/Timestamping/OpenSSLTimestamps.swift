import Foundation
import PAdES
import Synchronization
import TestSupport

/// A timestamp server of OpenSSL's command line, without a network.
final class OpenSSLTimestamps: Sendable {
    private let directory: String
    let anchors: TrustAnchors

    init(digest: String) throws {
        directory = FileManager.default.temporaryDirectory.path + "/chungthuc-ts-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        let settings = """
            [req]
            distinguished_name = name
            [name]
            [extensions]
            extendedKeyUsage = critical, timeStamping
            keyUsage = critical, digitalSignature
            [tsa]
            default_tsa = server
            [server]
            serial = \(directory)/serial
            signer_cert = \(directory)/tsa.pem
            signer_key = \(directory)/tsa.key
            signer_digest = \(digest)
            default_policy = 1.2.3.4.1
            digests = sha256
            ordering = yes
            accuracy = secs:1
            """
        try Data(settings.utf8).write(to: URL(fileURLWithPath: directory + "/openssl.cnf"))
        let made = try Tool.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=TSA", "-config",
                "\(directory)/openssl.cnf", "-extensions", "extensions", "-keyout", "\(directory)/tsa.key", "-out",
                "\(directory)/tsa.pem",
            ])
        guard made.status == 0 else { throw JudgeFailure(result: made) }
        let pem = Array(try Data(contentsOf: URL(fileURLWithPath: directory + "/tsa.pem")))
        anchors = TrustAnchors(try Certificate.all(inPEM: pem, name: "tsa.pem"))
    }

    deinit {
        // A leftover in the temporary folder changes no verdict.
        try? FileManager.default.removeItem(atPath: directory)
    }

    var transport: ScriptedTransport {
        let directory = directory
        return ScriptedTransport { [self] request in
            _ = self
            guard case .post(let body, _) = request.method else { return ServiceAnswer(status: 405, body: []) }
            let (query, reply) = ("\(directory)/query", "\(directory)/reply")
            try Data(body).write(to: URL(fileURLWithPath: query))
            let result = try Tool.run(
                "openssl",
                [
                    "ts", "-reply", "-config", "\(directory)/openssl.cnf", "-section", "server", "-queryfile", query,
                    "-out", reply,
                ])
            guard result.status == 0 else { throw JudgeFailure(result: result) }
            return ServiceAnswer(status: 200, body: Array(try Data(contentsOf: URL(fileURLWithPath: reply))))
        }
    }
}

/// Counts from 1.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
