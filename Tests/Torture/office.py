"""An office to torture: a demo workspace, and the people who work in it."""

import base64
import email
import email.policy
import hashlib
import os
import shutil
import sqlite3
import subprocess

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def scan(text, weight=0):
    """A PDF of one page with a line of text, made heavier by so many bytes."""
    content = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, rows = b"%PDF-1.7\n", "0000000000 65535 f \n"
    data += b"%" + b"-" * weight + b"\n" if weight else b""
    for index, body in enumerate(objects):
        rows += f"{len(data):010} 00000 n \n"
        data += f"{index + 1} 0 obj\n{body}\nendobj\n".encode()
    trailer = f"xref\n0 6\n{rows}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + trailer.encode()


# A picture of one red dot.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)

# Of the demo office's configuration, what is another here: every way to a recipient is open.
CHANGES = [
    ("settle: 2s", "settle: 1ms"),
    (
        "    maildir: mail\n",
        "    maildir: mail\n    limit: 350KB\n"
        '    links: {directory: public, url: "https://tai.example.vn/{name}", expires: 30d}\n',
    ),
    ("  # account: {transport: directory}", "  account: {transport: directory}"),
    ("# notifications:\n#   sms: {transport: directory}", "notifications:\n  sms: {transport: directory}"),
]


class Office:
    """One workspace. Commands are run by the real program, in processes of their own."""

    def __init__(self, program, workspace, environment=None):
        self.program = program
        self.workspace = workspace
        self.environment = dict(os.environ) | (environment or {})

    @classmethod
    def make(cls, program, workspace):
        office = cls(program, workspace)
        subprocess.run([program, "init", "--demo", workspace], check=True, capture_output=True)
        configuration = office.path("pipelines/phu-cuong.yaml")
        text = read(configuration).decode()
        for before, after in CHANGES:
            assert before in text, before
            text = text.replace(before, after, 1)
        with open(configuration, "w") as file:
            file.write(text)
        # Drawing them takes longer than all the rest of a start, and is not what is tortured.
        for name in ("leader", "seal"):
            with open(office.path(f"pki/{name}.png"), "wb") as file:
                file.write(DOT)
        return office

    def path(self, *parts):
        return os.path.join(self.workspace, *parts)

    def command(self, *arguments):
        return [self.program, *arguments, "--workspace", self.workspace]

    def run(self, *arguments, timeout=120):
        return subprocess.run(
            self.command(*arguments), capture_output=True, text=True, timeout=timeout, env=self.environment
        )

    # People

    def drop(self, name, data):
        """Writes a file beside its folder first and renames it in, as careful programs do."""
        draft = self.path(".draft")
        with open(draft, "wb") as file:
            file.write(data)
        os.rename(draft, self.path(name))

    def move(self, original, gesture, reason=None):
        """Moves a dossier's document from where it stands; a reason is laid beside it first."""
        row = self.dossiers()[original]
        if reason:
            self.drop(f"spool/{gesture}/{row['code']}.txt", reason.encode())
        source = self.path(row["path"])
        os.rename(source, self.path("spool", gesture, os.path.basename(source)))

    def outside(self, name, data):
        """A file that is not the office's."""
        folder = self.workspace + ".outside"
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/{name}", "wb") as file:
            file.write(data)
        return f"{folder}/{name}"

    # What the files and the ledger say, read without the program

    def query(self, sql):
        connection = sqlite3.connect(f"file:{self.path('spool/.state/ledger.sqlite')}?mode=ro", uri=True)
        try:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql)]
        finally:
            connection.close()

    def change(self, sql):
        connection = sqlite3.connect(self.path("spool/.state/ledger.sqlite"))
        with connection:
            connection.execute(sql)
        connection.close()

    def dossiers(self):
        """By original name, which is unique in these days."""
        rows = {}
        for row in self.query("SELECT * FROM dossier ORDER BY code"):
            for key in ("originalName", "path"):
                row[key] = row[key].decode()
            for key in ("originalHash", "fileHash"):
                row[key] = row[key].hex()
            row["doubled"] = row["originalName"] in rows
            rows[row["originalName"]] = row
        return rows

    def files(self, folder, below=False):
        """Paths relative to the workspace of the regular files in a folder."""
        found = []
        for top, folders, names in os.walk(self.path(folder)):
            found += [os.path.relpath(os.path.join(top, name), self.workspace) for name in names]
            if not below:
                break
        return sorted(found)

    def mails(self):
        found = []
        for name in self.files("mail", below=True):
            if "/tmp/" in name:
                continue
            data = read(self.path(name))
            message = email.message_from_bytes(data, policy=email.policy.default)
            found.append((message["Message-ID"], data, message))
        return found

    def papers(self):
        """Names and contents of what lies in the folders that portal and gateway fetch from, and behind links."""
        names = [name for folder in ("accounts", "messages", "public") for name in self.files(folder, below=True)]
        # A draft waits for the next attempt, which begins with it.
        return {name: read(self.path(name)) for name in names if not os.path.basename(name).startswith(".")}

    def remove(self):
        shutil.rmtree(self.workspace, ignore_errors=True)
        shutil.rmtree(self.workspace + ".outside", ignore_errors=True)
