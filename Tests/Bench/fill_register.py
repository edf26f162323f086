"""Fills the ledger of a demo workspace with entries, to measure lists and reports at scale.

usage: fill_register.py WORKSPACE COUNT

The rows satisfy the schema, and the index of searches is made as Sources/Ledger/Records/SearchTokens.swift makes it;
the event chain is none: `audit` has nothing to say about such a ledger.
"""
import datetime
import random
import sqlite3
import sys
import unicodedata

workspace, count = sys.argv[1], int(sys.argv[2])
year = datetime.date.today().year
random.seed(1)
database = sqlite3.connect(f"{workspace}/spool/.state/ledger.sqlite", isolation_level=None)
for pragma in ("synchronous = OFF", "cache_size = -400000", "foreign_keys = OFF", "temp_store = MEMORY"):
    database.execute(f"PRAGMA {pragma}")

FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLES = "Thị Văn Hữu Đức Ngọc Minh Thanh Quang Thùy Xuân".split()
GIVENS = "Thu Huệ Nhung An Bình Cường Dũng Giang Hà Khánh Lan Mai Nam Oanh Phúc Quân Sơn Trang Uyên Vinh Yến".split()
TYPES = [
    ("giay-khai-sinh", "Giấy khai sinh"), ("can-cuoc-cong-dan", "Căn cước công dân"), ("ho-chieu", "Hộ chiếu"),
    ("bang-tot-nghiep", "Bằng tốt nghiệp"), ("giay-to-khac", "Giấy tờ khác"),
]


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


book, series = database.execute("SELECT id, series FROM book WHERE year = ? ORDER BY id LIMIT 1", (year,)).fetchone()
sequence = database.execute("SELECT MAX(sequence) FROM event").fetchone()[0]
start = int(datetime.datetime(year, 1, 1, 1).timestamp() * 1000)
span = (datetime.date(year, 12, 31) - datetime.date(year, 1, 1)).days * 86_400_000
hash32 = bytes(32)
database.execute("BEGIN")
for number in range(1, count + 1):
    received = start + span * number // count
    day = datetime.datetime.fromtimestamp(received / 1000, datetime.timezone.utc).date()
    code = f"G22.99-{day:%d%m%y}-{(number - 1) % 999_999 + 1:06d}"
    name = f"{random.choice(FAMILIES)} {random.choice(MIDDLES)} {random.choice(GIVENS)}"
    kind = random.choices(("citizen", "business", "email"), (70, 10, 20))[0]
    email = f"{folded(name).replace(' ', '')}{number % 9973}@example.vn" if kind != "business" else None
    identity = {"citizen": f"{random.randrange(10**11, 10**12)}", "business": "0108212803", "email": None}[kind]
    slug, type_name = TYPES[number * 7 % 5]
    state = "annulled" if number % 5000 == 0 else "outbox" if number > count - 50 else "delivered"
    display = name if identity else email
    text = folded(" ".join(filter(None, (code, display, identity, email, type_name, "", f"scan{number}.pdf"))))
    text = " ".join(text.split())
    database.execute(
        "INSERT INTO dossier (code, office, state, originalName, originalHash, applicantKind, identity, name, email,"
        " documentType, documentTypeName, copies, note, pages, path, fileHash, bytes, signerID, signerName, signerTitle,"
        " receivedAt, dueAt, signedAt, sealedAt, deliveredAt, reason, searchText)"
        " VALUES (?, 'G22.99', ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, '', 2, ?, ?, 1000, 'chu-tich', 'Nguyễn Văn A', 'CHỦ TỊCH',"
        " ?, ?, ?, ?, ?, ?, ?)",
        (code, state, f"scan{number}.pdf".encode(), hash32, kind, identity, name if identity else None, email, slug,
         type_name, f"spool/outbox/sent/{number}.pdf".encode(), hash32, received, received + 8 * 3_600_000, received,
         received, received, "sai" if state == "annulled" else None, text))
    sequence += 1
    database.execute(
        "INSERT INTO event (sequence, at, kind, dossier, actor, recordHash, previousHash, hash)"
        " VALUES (?, ?, 'number', ?, 'bench', ?, ?, ?)", (sequence, received, code, hash32, hash32, hash32))
    database.execute(
        "INSERT INTO entry (series, book, number, dossier, date, applicant, documentType, signer, title, copies, pages,"
        " fee, note, event, status) VALUES (?, ?, ?, ?, ?, ?, ?, 'Nguyễn Văn A', 'CHỦ TỊCH', 1, 2, 4000, '', ?, 'ISSUED')",
        (series, book, number, code, day.isoformat(), display, type_name, sequence))
    database.execute("INSERT INTO arrival (position, dossier) VALUES (?, ?)", (number, code))
    database.execute(
        "INSERT INTO lookup (rowid, tokens) VALUES (?, ?)", (number, tokens(state, kind, slug, received, text)))
    if number % 100_000 == 0:
        print(f"{number} entries", flush=True)
database.execute("UPDATE series SET next = ?, lastDate = ? WHERE id = ?", (count + 1, f"{year}-12-31", series))
database.execute("COMMIT")
