"""An office whose sealed copies wait for a mail server that is not there yet, and the servers they go to then."""

import json
import os
import re
import socket
import subprocess
import sys
import time

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(REPOSITORY, "Tests/Torture"))
import office as desk  # noqa: E402

PROGRAM = os.environ.get("CHUNGTHUC", os.path.join(REPOSITORY, ".build/release/chungthuc"))
NOWHERE = "smtp://127.0.0.1:1"


def scan(text, size=0):
    """A PDF of one page; with a size, filled up with what no program compresses."""
    data = desk.scan(text)
    if size <= len(data):
        return data
    # A stream that no page uses, before the trailer is written anew.
    body = data[: data.rindex(b"xref\n0 6")]
    filler = os.urandom(size - len(data) - 200)
    offsets = [int(row) for row in re.findall(rb"(\d{10}) 00000 n", data)] + [len(body)]
    body += b"6 0 obj\n<< /Length %d >>\nstream\n" % len(filler) + filler + b"\nendstream\nendobj\n"
    rows = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + b"xref\n0 7\n" + rows + b"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


class MailOffice(desk.Office):
    """Copies are sent from it by SMTP."""

    @classmethod
    def make(cls, workspace, smtp="connections: 4", delivery="  retry-after: 20ms\n"):
        office = super().make(PROGRAM, workspace)
        office.configure(
            ("    transport: maildir\n    maildir: mail\n",
             f"    transport: smtp\n    smtp: {{url: '{NOWHERE}', starttls: none, {smtp}}}\n"),
            ("delivery:\n", f"delivery:\n{delivery}"),
            ("submit: manual", "submit: automatic"),
        )
        return office

    def configure(self, *changes):
        path = self.path("pipelines/phu-cuong.yaml")
        text = desk.read(path).decode()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        with open(path, "w") as file:
            file.write(text)

    def must(self, *arguments):
        result = self.run(*arguments, timeout=36_000)
        if result.returncode:
            sys.exit(f"{arguments[0]}: {result.returncode}: {result.stderr[-2000:]}")
        return result.stdout

    def seal(self, count, size=0):
        """Sealed copies, each with its mail frozen, to recipients at forty domains."""
        for ordinal in range(1, count + 1):
            self.drop(f"inbox/giay-to-khac__a{ordinal}@example{ordinal % 40}.vn.pdf", scan(str(ordinal), size))
        self.must("run", "--once")
        self.must("sign", "--all")
        self.must("stamp", "--all")

    def send_to(self, url):
        self.configure((NOWHERE, url))

    def daemon(self):
        process = subprocess.Popen(
            self.command("run"), stdout=subprocess.DEVNULL, stderr=open(self.workspace + ".log", "ab"))
        return process

    def count(self, *states):
        names = ", ".join(f"'{state}'" for state in states)
        return self.query(f"SELECT COUNT(*) AS n FROM dossier WHERE state IN ({names})")[0]["n"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"nobody listens on {port}")


class Server:
    """A program that serves until its standard input ends."""

    def __init__(self, *command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.line = self.process.stdout.readline().decode().strip()

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


class FaultyServer(Server):
    """Tests/Judges/smtp.py."""

    def __init__(self, directory, **options):
        os.makedirs(directory, exist_ok=True)
        self.directory = directory
        super().__init__("python3", os.path.join(REPOSITORY, "Tests/Judges/smtp.py"), directory, json.dumps(options))
        self.url = f"smtp://127.0.0.1:{self.line}"

    def mails(self):
        with open(os.path.join(self.directory, "mails.jsonl")) as file:
            return [json.loads(line) for line in file]


class Sink:
    """Postfix's own sink: takes everything and keeps nothing."""

    def __init__(self):
        port = free_port()
        self.process = subprocess.Popen(
            ["/usr/sbin/smtp-sink", "-u", "nobody", f"127.0.0.1:{port}", "100"], stderr=subprocess.DEVNULL)
        wait_for(port)
        self.url = f"smtp://127.0.0.1:{port}"

    def stop(self):
        self.process.kill()
        self.process.wait()


class Postfix(Server):
    """Tests/Judges/postfix.sh: a real one, with configuration and queue of its own."""

    def __init__(self, directory):
        port = free_port()
        self.directory = directory
        super().__init__("/bin/sh", os.path.join(REPOSITORY, "Tests/Judges/postfix.sh"), directory, str(port))
        if self.line != "ready":
            sys.exit(f"Postfix does not start: {self.line}")
        self.url = f"smtp://localhost:{port}"
        self.certificate = os.path.join(directory, "tls.pem")
