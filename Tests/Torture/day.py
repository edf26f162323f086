"""The scripted day of an office in which every transition happens, by command and by gesture."""

from dataclasses import dataclass
from typing import Callable

from office import scan

COMPLETE = b'document-type: ho-chieu\nemail: b@example.vn\n'
NO_PDF = b"this is no scan"


@dataclass
class Act:
    """What people do with files first, and the command that is tortured."""

    name: str
    people: Callable
    command: Callable


def _once(office):
    return ["run", "--once"]


def _nothing(office):
    pass


def _code(office, original):
    return office.dossiers()[original]["code"]


def _damage_mail(office):
    """The mail of a dossier that could not be delivered is damaged, and its next attempt is due."""
    for name in office.files("spool/.state/messages"):
        with open(office.path(name), "wb") as file:
            file.write(b"damaged")
    office.change("UPDATE delivery SET dueAt = 0 WHERE status = 'PENDING'")


def _mend_maildir(office):
    _damage_mail(office)
    configuration = office.path("pipelines/phu-cuong.yaml")
    with open(configuration) as file:
        text = file.read()
    with open(configuration, "w") as file:
        file.write(text.replace("maildir: inbox/refused/no.pdf", "maildir: mail"))


def _block_maildir(office):
    configuration = office.path("pipelines/phu-cuong.yaml")
    with open(configuration) as file:
        text = file.read()
    with open(configuration, "w") as file:
        file.write(text.replace("maildir: mail", "maildir: inbox/refused/no.pdf"))


def _arrivals(office):
    office.drop("inbox/giay-to-khac/giay-to-khac__a@example.vn.pdf", scan("first"))
    office.drop("inbox/b.yaml", COMPLETE)
    office.drop("inbox/b.pdf", scan("second"))
    office.drop("inbox/no.yaml", COMPLETE)
    office.drop("inbox/no.pdf", NO_PDF)


def _two_more(office):
    office.drop("inbox/ho-chieu/e.pdf", scan("fifth"))
    office.drop("inbox/ho-chieu__f@example.vn.pdf", scan("sixth"))


def _sealing(office, original):
    return ["stamp", _code(office, original)]


def _account(office):
    """A dossier of a citizen with account and telephone stands before the seal."""
    _must(office, "account", "add", "--identity", IDENTITY, "--name", "Trần Thị Bình", "--phone", "0912345678")
    _must(office, "submit", office.outside(H, scan("eighth")), "--type", "ho-chieu", "--account", IDENTITY)
    _must(office, "sign", "--all")


def _heavy(office):
    """One whose copy is too large for a mail stands before the seal."""
    scanned = office.outside(I, scan("ninth", weight=80_000))
    _must(office, "submit", scanned, "--type", "ho-chieu", "--email", "i@example.vn")
    _must(office, "sign", "--all")


def _must(office, *arguments):
    """What people did before the act, without any fault."""
    result = office.run(*arguments)
    if result.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments)}: ended with {result.returncode}: {result.stderr}")


A, B, C = "giay-to-khac__a@example.vn.pdf", "b.pdf", "c.pdf"
E, F = "e.pdf", "ho-chieu__f@example.vn.pdf"
H, I = "h.pdf", "i.pdf"
IDENTITY = "079085001234"

DAY = [
    Act("scans arrive, one with a sidecar, one no scan", _arrivals, _once),
    Act(
        "submit FILE",
        _nothing,
        lambda o: ["submit", o.outside("c.pdf", scan("third")), "--type", "giay-to-khac", "--email", "c@example.vn"],
    ),
    Act("submit by gesture", lambda o: o.move(A, "scanned/submit"), _once),
    Act("submit CODE", _nothing, lambda o: ["submit", _code(o, B)]),
    Act("reject by gesture", lambda o: o.move(A, "awaiting-signature/reject", "thiếu trang"), _once),
    Act("edit --scan", _nothing, lambda o: ["edit", _code(o, A), "--scan", o.outside("a2.pdf", scan("first again"))]),
    Act("submit the new scan", _nothing, lambda o: ["submit", _code(o, "a2.pdf")]),
    Act("sign by gesture", lambda o: o.move(C, "awaiting-signature/sign"), _once),
    Act("reject CODE", _nothing, lambda o: ["reject", _code(o, B), "--reason", "mờ"]),
    Act("submit again by gesture", lambda o: o.move(B, "awaiting-signature"), _once),
    Act("sign --all", _nothing, lambda o: ["sign", "--all"]),
    Act("stamp by gesture", lambda o: o.move(C, "awaiting-seal/stamp/2026"), _once),
    Act("stamp --all", _nothing, lambda o: ["stamp", "--all"]),
    Act("resend by gesture", lambda o: o.move(C, "outbox/resend"), _once),
    Act("resend CODE", _nothing, lambda o: ["resend", _code(o, B), "--email", "khac@example.vn"]),
    Act("two more scans", _two_more, _once),
    Act("cancel by gesture", lambda o: o.move(E, "scanned/cancel", "dân rút hồ sơ"), _once),
    Act("submit the last", _nothing, lambda o: ["submit", _code(o, F)]),
    Act("a stranger in a gesture folder", lambda o: o.drop("spool/awaiting-signature/sign/x.pdf", scan("x")), _once),
    Act("sign the last", _nothing, lambda o: ["sign", _code(o, F)]),
    Act("stamp while no mail goes out", _block_maildir, lambda o: ["stamp", _code(o, F)]),
    Act("give up a damaged mail", _mend_maildir, _once),
    Act("resend what was given up", _nothing, lambda o: ["resend", _code(o, F)]),
    Act("cancel CODE", lambda o: o.drop("inbox/g.pdf", scan("seventh")), _once),
    Act("cancel CODE, the command", _nothing, lambda o: ["cancel", _code(o, "g.pdf"), "--reason", "trùng"]),
    Act("stamp for an account, with a message", _account, lambda o: _sealing(o, H)),
    Act("resend to the account", _nothing, lambda o: ["resend", _code(o, H)]),
    Act("stamp what is too large for a mail", _heavy, lambda o: _sealing(o, I)),
    Act("annul CODE", _nothing, lambda o: ["annul", _code(o, I), "--reason", "bản chính bị sửa"]),
]


# The same stations in fewer acts: for broken variants, each of which lives through a day of its own.
SHORT = [
    DAY[0],
    DAY[1],
    Act("edit --scan", _nothing, lambda o: ["edit", _code(o, A), "--scan", o.outside("a2.pdf", scan("first again"))]),
    Act("sign by gesture", lambda o: o.move(C, "awaiting-signature/sign"), _once),
    Act("stamp by gesture", lambda o: o.move(C, "awaiting-seal/stamp/2026"), _once),
    Act("resend by gesture", lambda o: o.move(C, "outbox/resend"), _once),
]


def finish(office, patience=120):
    """Carries the rest of the day to its end, whatever it was: everything that can be delivered is.

    - Parameter patience: how many seconds a command may take; thousands of dossiers take longer than a few."""
    _mend = office.path("pipelines/phu-cuong.yaml")
    with open(_mend) as file:
        text = file.read()
    if "refused/no.pdf" in text:
        with open(_mend, "w") as file:
            file.write(text.replace("maildir: inbox/refused/no.pdf", "maildir: mail"))
    complaints = []

    def must(*arguments):
        result = office.run(*arguments, timeout=patience)
        if result.returncode != 0:
            complaints.append(f"{' '.join(arguments)} ended with {result.returncode}: {result.stderr.strip()[:300]}")

    must("run", "--once")
    waiting = [row["code"] for row in office.dossiers().values() if row["state"] in ("scanned", "rejected")]
    if waiting:
        must("submit", *waiting, "--type", "ho-chieu", "--email", "z@example.vn")
    must("sign", "--all")
    must("stamp", "--all")
    again = [row["code"] for row in office.dossiers().values() if row["state"] == "undeliverable"]
    if again:
        must("resend", *again)
    # A mail that could not go out before waits for its next attempt.
    office.change("UPDATE delivery SET dueAt = 0 WHERE status = 'PENDING'")
    must("run", "--once")
    for row in office.dossiers().values():
        if row["state"] not in ("delivered", "cancelled", "annulled"):
            complaints.append(f"not carried to its end: {row['state']}")
    return complaints
