import Foundation
import TestSupport

/// A small web server in Python, for as long as the value lives.
final class WebServer {
    let port: Int
    private let process: Process

    init() throws {
        (process, port) = try LoopbackServer.start("/usr/bin/env", ["python3", "-u", "-c", Self.script])
    }

    deinit {
        process.end()
    }

    func address(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    private static let script = """
        import email, email.policy, hashlib, http.server, json, sys, threading, time
        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, status, body, **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def do_GET(self):
                if self.path == '/hang':
                    time.sleep(600)
                elif self.path == '/moved':
                    self.answer(302, b'', Location='/hello')
                elif self.path == '/away':
                    self.answer(302, b'', Location='file:///etc/hostname')
                elif self.path == '/large':
                    self.answer(200, b'x' * 100000)
                elif self.path.startswith('/status/'):
                    self.answer(int(self.path.split('/')[2]), b'')
                else:
                    self.answer(200, b'GET ' + self.path.encode())
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                if self.path.startswith('/status/'):
                    return self.answer(int(self.path.split('/')[2]), b'{"id": 42, "note": "told to say so"}')
                if self.path == '/portal':
                    message = email.message_from_bytes(b'Content-Type: ' + self.headers['Content-Type'].encode()
                        + b'\\r\\n\\r\\n' + body, policy=email.policy.HTTP)
                    parts = {part.get_param('name', header='content-disposition'): part
                        for part in message.iter_parts()}
                    pdf = parts['file'].get_payload(decode=True)
                    return self.answer(201, json.dumps(dict(id=' '.join([
                        self.headers['Authorization'], self.headers['Idempotency-Key'],
                        json.loads(parts['document'].get_payload(decode=True))['code'],
                        hashlib.sha256(pdf).hexdigest()]))).encode())
                self.answer(200, self.headers['Content-Type'].encode() + b' ' + body)
            def log_message(self, *arguments):
                pass
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        print(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()
        """
}

/// A TLS server of OpenSSL's command line with a certificate of its own for `localhost`.
final class TLSServer {
    private let directory = TemporaryDirectory.kept("tls")
    private let process: Process
    private let port: Int

    init() throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        try Tool.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost", "-keyout", directory + "/key.pem", "-out", directory + "/tls.pem",
            ])
        let script = """
            import http.server, ssl, sys, threading
            server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1] + '/tls.pem', sys.argv[1] + '/key.pem')
            server.socket = context.wrap_socket(server.socket, server_side=True)
            print(server.server_port)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            sys.stdin.read()
            """
        (process, port) = try LoopbackServer.start("/usr/bin/env", ["python3", "-u", "-c", script, directory])
    }

    deinit {
        process.end()
        TemporaryDirectory.remove(directory)
    }

    var certificate: String { directory + "/tls.pem" }
    var address: String { "https://localhost:\(port)/" }
}

/// Starts servers that print their port and serve until their standard input ends.
private enum LoopbackServer {
    static func start(_ program: String, _ arguments: [String]) throws -> (Process, Int) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardInput = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            process.end()
            throw CocoaError(.executableLoad)
        }
        return (process, port)
    }
}
