"""What must hold after every fault, judged from files and ledger without the program, and by `audit`."""

import json
import os
import re
from dataclasses import dataclass, field

from office import read, sha256

SEALED = ("outbox", "delivered", "undeliverable", "annulled")


@dataclass
class Facts:
    """What the world outside has seen before the fault, and may hold the office to."""

    dropped: set = field(default_factory=set)
    """SHA-256 of everything that people put into the inbox."""
    replaced: set = field(default_factory=set)
    """Of scans that the officer replaced."""
    events: int = 0
    head: str = ""
    """The hash of the last event that a command which ended had written."""
    mails: frozenset = frozenset()
    papers: frozenset = frozenset()
    """In the folders that portal and gateway fetch from."""

    def observe(self, office):
        """Notes what a program that ended has promised."""
        last = office.query("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1")
        if last:
            self.events, self.head = last[0]["sequence"], last[0]["hash"].hex()
        self.mails = frozenset(identifier for identifier, _, _ in office.mails())
        self.papers = frozenset(name for name in office.papers() if not name.startswith("public/"))


class Violations(list):
    """Sentences, each beginning with the name of the invariant."""

    def add(self, invariant, detail):
        self.append(f"{invariant}: {detail}")

    def __add__(self, others):
        return Violations([*self, *others])

    def names(self):
        return sorted({text.split(":")[0] for text in self})


def check(office, facts, settled=True):
    """- Parameter settled: recovery has run, and nothing stood in its way."""
    found = Violations()
    rows = list(office.query("SELECT * FROM dossier"))
    for row in rows:
        row["path"] = row["path"].decode()
        row["fileHash"], row["originalHash"] = row["fileHash"].hex(), row["originalHash"].hex()
    hashes = {}
    for root in ("inbox", "spool"):
        for name in office.files(root, below=True):
            if "/ledger.sqlite" not in name:
                hashes[name] = sha256(read(office.path(name)))
    _documents(found, office, facts, rows, hashes)
    _places(found, rows, hashes, settled)
    _companions(found, rows, hashes, office)
    _numbers(found, office, rows)
    _mails(found, office, facts, rows)
    _chain(found, office, facts)
    if settled:
        for step in office.query("SELECT kind, phase FROM step"):
            found.add("open step", f"{step['kind']} {step['phase']}")
    audit = office.run("audit")
    if audit.returncode != 0:
        found.add("audit", f"ended with {audit.returncode}: {audit.stdout.strip()[:300]} {audit.stderr.strip()[:200]}")
    return found


def _documents(found, office, facts, rows, hashes):
    """Every document that a person dropped is in one place, and in one only."""
    for dropped in facts.dropped:
        places = [name for name, value in hashes.items() if value == dropped and name.startswith("inbox/")]
        places += [row["code"] for row in rows if row["originalHash"] == dropped]
        if dropped in facts.replaced:
            kept = [n for n, value in hashes.items() if value == dropped and n.startswith("spool/.state/kept/")]
            places = places or kept[:1]
        if not places:
            found.add("lost", f"a dropped document {dropped[:8]}")
        if len(places) > 1:
            found.add("doubled", f"a dropped document is in {places}")


def _places(found, rows, hashes, settled):
    """Every dossier's file is where the ledger says, whole, and nowhere else."""
    by_path = {row["path"]: row for row in rows}
    for path, row in by_path.items():
        if path not in hashes:
            if settled:
                found.add("lost", f"the file of a dossier, {row['state']}: {path}")
        elif hashes[path] != row["fileHash"]:
            found.add("torn", f"the file of a dossier, {row['state']}: {path}")
    for name in hashes:
        if name in by_path or name.startswith(("inbox/refused/", "spool/.state/kept/")):
            continue
        if name.startswith("spool/.state/work/") and settled:
            found.add("left over", name)
        elif name.endswith(".pdf") and not name.startswith("spool/.state/") and settled:
            found.add("doubled", f"a document that no dossier names: {name}")


def _companions(found, rows, hashes, office):
    """What was refused has its reason; a form stands beside what the officer works on."""
    for name in hashes:
        if name.startswith("inbox/refused/") and not name.endswith(".reason.txt"):
            if name + ".reason.txt" not in hashes:
                found.add("no reason", name)
        if name.endswith(".reason.txt") and not read(office.path(name)).strip():
            found.add("torn", f"an empty reason: {name}")
        if name.startswith("inbox/") and name.endswith(".yaml") and "/refused/" not in name:
            if name.removesuffix(".yaml") + ".pdf" not in hashes:
                found.add("sidecar left", name)
    for row in rows:
        folder = os.path.dirname(row["path"])
        if row["state"] in ("scanned", "rejected") and f"{folder}/{row['code']}.yaml" not in hashes:
            found.add("no form", row["path"])
        # The new scan is the answer to the reason, which goes with the old one.
        answered = row["state"] == "rejected" and office.query(
            f"SELECT 1 FROM event WHERE dossier = '{row['code']}' AND kind = 'replace-scan'"
        )
        if row["state"] in ("rejected", "cancelled", "undeliverable") and not answered:
            if f"{folder}/{row['code']}.reason.txt" not in hashes:
                found.add("no reason", row["path"])


def _numbers(found, office, rows):
    """Numbers follow each other from the first; every sealed dossier has one; none was given to two."""
    entries = office.query("SELECT * FROM entry ORDER BY series, number")
    for series in office.query("SELECT * FROM series"):
        numbers = [entry["number"] for entry in entries if entry["series"] == series["id"]]
        if numbers != list(range(series["first"], series["next"])):
            found.add("numbers", f"{numbers}, next {series['next']}")
    issued = [entry["dossier"] for entry in entries if entry["status"] == "ISSUED"]
    sealed = [row["code"] for row in rows if row["state"] in SEALED]
    if len(set(issued)) != len(issued) or not set(sealed) <= set(issued):
        found.add("numbers", f"sealed {sealed}, numbered {issued}")


def _mails(found, office, facts, rows):
    """Every mail is whole, is known, says the register's number, and comes twice only as the very same bytes."""
    deliveries = {row["messageID"]: row | {"seen": False} for row in office.query("SELECT * FROM delivery")}
    entries = {e["dossier"]: e for e in office.query("SELECT * FROM entry WHERE status = 'ISSUED'")}
    states = {row["code"]: row["state"] for row in rows}
    written = {event["fileHash"].hex() for event in office.query("SELECT fileHash FROM event WHERE fileHash NOT NULL")}
    bytes_of, seen, papers = {}, set(), office.papers()
    for identifier, data, message in office.mails():
        key = (identifier or "").strip("<> ")
        delivery = deliveries.get(key) or deliveries.get(f"<{key}>")
        seen.add(identifier)
        if delivery is None:
            found.add("mail unknown", f"{identifier}")
            continue
        delivery["seen"] = True
        if bytes_of.setdefault(identifier, data) != data:
            found.add("mail differs", f"{identifier} was sent with two contents")
        entry = entries.get(delivery["dossier"])
        body = message.get_body(("plain",)).get_content()
        attached = [sha256(part.get_payload(decode=True)) for part in message.iter_attachments()]
        if link := re.search(r"https://tai\.example\.vn/(\S+)", body):
            linked = papers.get(f"public/{link[1]}")
            if linked is not None:
                attached.append(sha256(linked))
            elif states[delivery["dossier"]] == "annulled":
                continue
        if len(attached) != 1 or attached[0] not in written:
            found.add("torn", f"the mail {identifier}")
        if entry is None or not re.search(rf"\b{entry['number']}/ĐT", body):
            found.add("number reused", f"a mail of {delivery['dossier']} says another number than the register")
    _papers(found, papers, deliveries, entries, written)
    for delivery in deliveries.values():
        if delivery["status"] == "SENT" and not delivery["seen"]:
            found.add("mail lost", delivery["messageID"])
    sent = {row["dossier"] for row in deliveries.values() if row["status"] == "SENT"}
    due = {row["dossier"] for row in deliveries.values()}
    for row in rows:
        if row["state"] == "delivered" and row["code"] not in sent or row["state"] in SEALED and row["code"] not in due:
            found.add("mail lost", f"{row['code']} is {row['state']} and was sent to nobody")
    for lost in facts.mails - seen | facts.papers - papers.keys():
        found.add("mail lost", lost)


def _papers(found, papers, deliveries, entries, written):
    """What portal and gateway fetch is whole, is known, and says the register's number."""
    for name, data in papers.items():
        if name.endswith(".json"):
            content = json.loads(data)
            delivery = deliveries.get(content["id"])
            if delivery is None:
                found.add("mail unknown", name)
                continue
            # A copy that goes to an account again takes the place of the one before.
            for same in deliveries.values():
                if same["channel"] == delivery["channel"] and same["dossier"] == delivery["dossier"]:
                    same["seen"] = same["seen"] or same["round"] <= delivery["round"]
            entry = entries.get(delivery["dossier"])
            if "file" in content:
                copy = papers.get(name.removesuffix(".json") + ".pdf", b"")
                if sha256(copy) != content["file"]["sha256"]:
                    found.add("torn", f"{name} tells of another copy")
                if entry is None or content["number"] != f"{entry['number']}/ĐT":
                    found.add("number reused", f"{name} says another number than the register")
        elif name.startswith("accounts/") and name.endswith(".pdf") and sha256(data) not in written:
            found.add("torn", name)


def _chain(found, office, facts):
    """What a program that ended had written is still there, in the same order."""
    if facts.events:
        event = office.query(f"SELECT hash FROM event WHERE sequence = {facts.events}")
        if not event or event[0]["hash"].hex() != facts.head:
            found.add("promise broken", f"event {facts.events} is gone or another")
    if office.query("PRAGMA integrity_check") != [{"integrity_check": "ok"}]:
        found.add("torn", "the ledger")


def fingerprint(office):
    """Everything that a second recovery must leave as it is."""
    files = {
        name: sha256(read(office.path(name)))
        for root in ("inbox", "spool", "mail", "accounts", "messages", "public")
        for name in office.files(root, below=True)
        if not name.startswith(("spool/.state/ledger.sqlite", "spool/.state/lock"))
    }
    # A search index is read by a search only; what it is made of is in tables of its own.
    tables = [row["name"] for row in office.query("SELECT name FROM pragma_table_list WHERE type IN ('table', 'shadow')")]
    return files, {table: office.query(f"SELECT * FROM {table}") for table in tables}


def differences(before, after):
    """What is not the same in two fingerprints, in words that lead to it."""
    for name in sorted(before[0].keys() | after[0].keys()):
        if before[0].get(name) != after[0].get(name):
            yield f"the file {name}"
    for table in sorted(before[1].keys() | after[1].keys()):
        old, new = before[1].get(table, []), after[1].get(table, [])
        if old != new:
            rows = [row for row in new if row not in old] or [row for row in old if row not in new]
            yield f"{table}: {rows[:2]}"
