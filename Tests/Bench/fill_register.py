"""Fills the ledger of a demo workspace with entries, to measure lists, reports and the audit at scale.

usage: fill_register.py WORKSPACE COUNT

What it writes is a whole history: each dossier was taken in, submitted, signed, numbered, sealed and delivered, in eight
events that are chained as the program chains them (`StoredRow.digest`), with a delivery, an attempt and a file of its own,
so that `audit` finds nothing. The index of searches is made as `SearchTokens` makes it.
"""
import datetime
import hashlib
import os
import random
import sqlite3
import struct
import sys
import unicodedata

FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLES = "Thị Văn Hữu Đức Ngọc Minh Thanh Quang Thùy Xuân".split()
GIVENS = "Thu Huệ Nhung An Bình Cường Dũng Giang Hà Khánh Lan Mai Nam Oanh Phúc Quân Sơn Trang Uyên Vinh Yến".split()
TYPES = [
    ("giay-khai-sinh", "Giấy khai sinh"), ("can-cuoc-cong-dan", "Căn cước công dân"), ("ho-chieu", "Hộ chiếu"),
    ("bang-tot-nghiep", "Bằng tốt nghiệp"), ("giay-to-khac", "Giấy tờ khác"),
]
# A file has 65,000 names at most on ext4.
NAMES_OF_A_FILE = 50_000
# What a row was before it was written over, nobody can check later.
PAST = hashlib.sha256(b"a row that was written over").digest()


def folded(text):
    text = text.lower().replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


def plain(text):
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in text)


def tokens(state, kind, slug, milliseconds, text):
    text = "_" + plain(text) + "_"
    words = {text[i:i + 3] for i in range(len(text) - 2)}
    day = milliseconds // 86_400_000
    words |= {"state_" + plain(state), "kind_" + kind, "type_" + plain(slug)}
    words |= {f"day{level}_{day >> 5 * level}" for level in range(3)}
    return " ".join(words)


def sized(letter, data):
    return letter + struct.pack(">Q", len(data)) + data


def text(value):
    return sized(b"t", value.encode())


class Table:
    """A table whose rows are hashed: the columns that a hash covers come first."""

    def __init__(self, database, name, hashed, others=()):
        self.head, self.names = text(name), [text(column) for column in hashed]
        places = ", ".join("?" * (len(hashed) + len(others)))
        self.sql = f"INSERT INTO {name} ({', '.join([*hashed, *others])}) VALUES ({places})"
        self.database = database

    def digest(self, *values, more=b""):
        encoded = [self.head]
        for name, value in zip(self.names, values):
            if isinstance(value, int):
                encoded += (name, b"i", struct.pack(">q", value))
            elif value is not None:
                encoded += (name, text(value) if isinstance(value, str) else sized(b"b", value))
        return hashlib.sha256(b"".join(encoded) + more).digest()

    def insert(self, *values):
        self.database.execute(self.sql, values)


class Chain:
    """The events, each hashed over the one before."""

    def __init__(self, database):
        self.table = Table(
            database, "event", "sequence at kind dossier fromState toState actor fileHash note recordHash"
            " previousHash".split(), ["hash"])
        self.sequence, self.last = database.execute(
            "SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1").fetchone()

    def append(self, at, kind, dossier, came_from=None, to=None, file=None, note=None, record=PAST):
        self.sequence += 1
        values = (self.sequence, at, kind, dossier, came_from, to, "bench", file, note, record, self.last)
        self.last = self.table.digest(*values)
        self.table.insert(*values, self.last)
        return self.sequence


def fill(workspace, count):
    year = datetime.date.today().year
    random.seed(1)
    database = sqlite3.connect(f"{workspace}/spool/.state/ledger.sqlite", isolation_level=None)
    for pragma in ("synchronous = OFF", "cache_size = -400000", "foreign_keys = OFF", "temp_store = MEMORY"):
        database.execute(f"PRAGMA {pragma}")
    book, series = database.execute(
        "SELECT id, series FROM book WHERE year = ? ORDER BY id LIMIT 1", (year,)).fetchone()
    dossiers = Table(
        database, "dossier", "code office state originalName originalHash applicantKind identity name email documentType"
        " documentTypeName copies note pages path fileHash bytes signerID signerName signerTitle receivedAt dueAt"
        " signedAt sealedAt deliveredAt reason".split(), ["searchText"])
    entries = Table(
        database, "entry", "series book number dossier date applicant documentType signer title copies pages fee"
        " note".split(), ["event", "status"])
    deliveries = Table(
        database, "delivery", "dossier recipient purpose round channel messageID createdAt".split(),
        ["id", "status", "dueAt", "queuedEvent", "decidedEvent"])
    attempts = Table(database, "deliveryAttempt", "number at result".split(), ["delivery"])
    chain = Chain(database)
    start = int(datetime.datetime(year, 1, 1, 1).timestamp() * 1000)
    span = (datetime.date(year, 12, 31) - datetime.date(year, 1, 1)).days * 86_400_000
    days = {}
    database.execute("BEGIN")
    for number in range(1, count + 1):
        at = start + span * number // count
        day = datetime.datetime.fromtimestamp(at / 1000, datetime.timezone.utc).date()
        serial = (number - 1) % 999_999 + 1
        code = f"G22.99-{day:%d%m%y}-{serial:06d}"
        days[f"{day:%d%m%y}"] = max(serial, days.get(f"{day:%d%m%y}", 0))
        name = f"{random.choice(FAMILIES)} {random.choice(MIDDLES)} {random.choice(GIVENS)}"
        kind = random.choices(("citizen", "business", "email"), (70, 10, 20))[0]
        email = f"{folded(name).replace(' ', '')}{number % 9973}@example.vn" if kind != "business" else None
        identity = {"citizen": f"{random.randrange(10**11, 10**12)}", "business": "0108212803", "email": None}[kind]
        slug, type_name = TYPES[number * 7 % 5]
        is_annulled, is_delivered = number % 5000 == 0, number <= count - 50
        state = "annulled" if is_annulled else "delivered" if is_delivered else "outbox"
        display = name if identity else email

        path = f"spool/outbox/sent/{day:%Y/%m/%d}/{code}.pdf"
        place = os.path.join(workspace, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        if number % NAMES_OF_A_FILE == 1:
            first, content = place, f"%PDF-1.7 of the bench, {number} and following".encode()
            file = hashlib.sha256(content).digest()
            with open(first, "wb") as new:
                new.write(content)
        else:
            os.link(first, place)

        row = (
            code, "G22.99", state, f"scan{number}.pdf".encode(), PAST, kind, identity, name if identity else None, email,
            slug, type_name, 1, "", 2, path.encode(), file, len(content), "chu-tich",
            "Nguyễn Văn A", "CHỦ TỊCH", at, at + 8 * 3_600_000, at, at,
            at if is_delivered else None, "sai" if is_annulled else None)
        found_by = folded(" ".join(filter(None, (code, display, identity, email, type_name, "", f"scan{number}.pdf"))))
        found_by = " ".join(found_by.split())
        dossiers.insert(*row, found_by)
        record = dossiers.digest(*row)
        chain.append(at, "take-in", code, None, "scanned", PAST)
        chain.append(at, "submit", code, "scanned", "awaiting-signature", PAST)
        chain.append(at, "sign", code, "awaiting-signature", "awaiting-seal", PAST)
        entry = (series, book, number, code, day.isoformat(), display, type_name, "Nguyễn Văn A", "CHỦ TỊCH", 1, 2, 4000,
                 "")
        entries.insert(*entry, chain.append(at, "number", code, record=entries.digest(*entry)), "ISSUED")
        chain.append(at, "stamp", code, "awaiting-seal", "outbox", file, record=PAST if is_delivered else record)
        delivery = (code, email or identity, "result", 1, "email" if email else "account", f"<{number}@bench>", at)
        queued = chain.append(at, "queue", code, note="1", record=deliveries.digest(*delivery))
        decided = None
        if is_delivered:
            attempt = (1, at, "accepted")
            attempts.insert(*attempt, number)
            outcome = text("status") + text("SENT") + text("attempt") + sized(b"b", attempts.digest(*attempt))
            decided = chain.append(at, "sent", code, note="1", record=deliveries.digest(*delivery, more=outcome))
            chain.append(at, "deliver", code, "outbox", "delivered", file, record=PAST if is_annulled else record)
        if is_annulled:
            chain.append(at, "annul", code, "delivered", "annulled", file, "sai", record)
        deliveries.insert(*delivery, number, "SENT" if decided else "PENDING", at, queued, decided)
        database.execute("INSERT INTO arrival (position, dossier) VALUES (?, ?)", (number, code))
        database.execute(
            "INSERT INTO lookup (rowid, tokens) VALUES (?, ?)", (number, tokens(state, kind, slug, at, found_by)))
        if number % 100_000 == 0:
            print(f"{number} entries", flush=True)
    database.executemany(
        "INSERT INTO dossierCounter (office, dayDigits, last) VALUES ('G22.99', ?, ?)", days.items())
    database.execute("UPDATE series SET next = ?, lastDate = ? WHERE id = ?", (count + 1, day.isoformat(), series))
    database.execute("COMMIT")


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
