import Foundation

/// A small web server in Python, for as long as the value lives.
package final class WebServer {
    /// What came with a POST.
    package struct Post: Decodable, Sendable {
        package let path: String
        package let key: String?
        package let authorization: String?
        /// JSON: the body, or the part `document`.
        package let document: String
        /// Of the part `file`, in hexadecimal.
        package let sha256: String?
        package let fileName: String?
    }

    package let port: Int
    private let process: Process

    package init() throws {
        (process, port) = try LoopbackServer.start("/usr/bin/env", ["python3", "-u", "-c", Self.script])
    }

    deinit {
        process.end()
    }

    package func address(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    /// All that came to `portal`, `message`, `status/…` and `flaky/…`, oldest first.
    package func posts() throws -> [Post] {
        let answer = try Tool.run("curl", ["--silent", "--fail", "--noproxy", "*", address("posts")]).requireSuccess()
        return try JSONDecoder().decode([Post].self, from: Data(answer.output.utf8))
    }

    private static let script = """
        import email, email.policy, hashlib, http.server, json, sys, threading, time
        posts, met = [], set()
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
                elif self.path == '/posts':
                    self.answer(200, json.dumps(posts).encode())
                else:
                    self.answer(200, b'GET ' + self.path.encode())
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                if self.path == '/echo':
                    return self.answer(200, self.headers['Content-Type'].encode() + b' ' + body)
                post = dict(path=self.path, key=self.headers['Idempotency-Key'],
                    authorization=self.headers['Authorization'], document=body.decode('utf-8', 'replace'))
                if self.headers['Content-Type'].startswith('multipart/'):
                    message = email.message_from_bytes(b'Content-Type: ' + self.headers['Content-Type'].encode()
                        + b'\\r\\n\\r\\n' + body, policy=email.policy.HTTP)
                    parts = {part.get_param('name', header='content-disposition'): part
                        for part in message.iter_parts()}
                    post.update(document=parts['document'].get_payload(decode=True).decode(),
                        sha256=hashlib.sha256(parts['file'].get_payload(decode=True)).hexdigest(),
                        fileName=parts['file'].get_filename())
                posts.append(post)
                words = self.path.split('/')
                # flaky/STATUS: that, the first time that a key comes.
                if words[1] == 'status' or words[1] == 'flaky' and post['key'] not in met:
                    met.add(post['key'])
                    return self.answer(int(words[2]), b'{"id": 42, "note": "told to say so"}')
                self.answer(201, json.dumps(dict(id=f'P-{len(posts)}')).encode())
            def log_message(self, *arguments):
                pass
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        print(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()
        """
}

/// A TLS server of OpenSSL's command line with a certificate of its own for `localhost`.
package final class TLSServer {
    private let directory = TemporaryDirectory.kept("tls")
    private let process: Process
    private let port: Int

    package init() throws {
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

    package var certificate: String { directory + "/tls.pem" }
    package var address: String { "https://localhost:\(port)/" }
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
