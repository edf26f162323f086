"""Every message exactly once: COUNT copies to a mail server that fails one message in five, by a daemon that is killed.

usage: torture.py [COUNT [KILLS]]      10,000 messages and 20 kills unless told otherwise; `make mail-torture` builds first

Sealing takes most of the time: the office is kept at $MAIL_OFFICE where that is set, and a copy of it used again.

The server answers 421, 450, 451, 452, 550 and 552, stalls, closes at every stage, breaks off in the middle of the
message, and drops the connection after the final dot. The daemon is killed (SIGKILL) at random moments and started anew.
Judged from the server's own record and from the ledger, read without the program:

- every copy is delivered, or undeliverable where the server said 5xx; none is left or lost;
- each message came once, and once more only for each connection that broke after the final dot: by the server's drop, or
  by a kill, of which the ledger says `interrupted`;
- all copies of a message are the same bytes, and the attachment is the sealed file;
- the ledger's audit finds nothing.
"""

import collections
import os
import random
import shutil
import signal
import sys
import tempfile
import time

from waiting import PROGRAM, FaultyServer, MailOffice

KINDS = ["421", "450", "451", "452", "550", "552", "close", "stall"]
PATIENCE = 3600


def send(office, count, kills):
    """Lets the daemon send, kills it now and then; returns the seconds that it took."""
    dice = random.Random(1)
    marks = sorted(dice.sample(range(1, count), kills))
    started = time.monotonic()
    daemon = office.daemon()
    while (done := office.count("delivered", "undeliverable")) < count:
        if time.monotonic() - started > PATIENCE:
            sys.exit(f"after {PATIENCE} s only {done} of {count} are decided")
        if marks and done >= marks[0]:
            marks = [mark for mark in marks if mark > done]
            daemon.kill()
            daemon.wait()
            daemon = office.daemon()
        if daemon.poll() is not None:
            sys.exit(f"the daemon ended by itself: {daemon.returncode}")
        time.sleep(dice.uniform(0.05, 0.3))
    seconds = time.monotonic() - started
    daemon.send_signal(signal.SIGTERM)
    daemon.wait(60)
    return seconds


def judge(office, server):
    """What is wrong, and the figures."""
    attempts = collections.defaultdict(list)
    rows = office.query(
        "SELECT messageID, result, detail FROM deliveryAttempt JOIN delivery ON delivery.id = delivery ORDER BY number")
    for row in rows:
        attempts[row["messageID"]].append(row)
    came = collections.defaultdict(list)
    for mail in server.mails():
        came[mail["id"]].append(mail)
    wrong, figures = [], collections.Counter()
    for row in office.query(
        "SELECT messageID, state, dossier.fileHash AS hash FROM delivery JOIN dossier ON code = dossier"):
        identity, mails = row["messageID"], came.pop(row["messageID"], [])
        told = [mail for mail in mails if not mail["dropped"]]
        interrupted = sum(attempt["result"] == "interrupted" for attempt in attempts[identity])
        figures[row["state"]] += 1
        figures["copies"] += len(mails)
        figures["second copies after a drop"] += len(mails) - len(told) - (not told and row["state"] == "delivered")
        figures["second copies after a kill"] += max(0, len(told) - 1)
        figures["attempts"] += len(attempts[identity])
        figures["attempts cut by a kill"] += interrupted
        last = attempts[identity][-1]
        if row["state"] == "delivered":
            good = 1 <= len(told) <= 1 + interrupted and last["result"] == "accepted"
        else:
            good = (
                row["state"] == "undeliverable" and len(told) <= interrupted
                and last["result"] == "refused" and ": 55" in last["detail"])
        digests = {mail["sha256"] for mail in mails}
        if not good or len(digests) > 1 or any(mail["attachment"] != row["hash"].hex() for mail in mails):
            wrong.append((identity, row["state"], mails, [dict(attempt) for attempt in attempts[identity]]))
    wrong += [("nobody's", mails) for mails in came.values()]
    return wrong, figures


def sealed(workspace, count):
    """An office with so many copies waiting."""
    kept = os.environ.get("MAIL_OFFICE")
    if kept and os.path.exists(kept):
        shutil.copytree(kept, workspace, symlinks=True)
        return MailOffice(PROGRAM, workspace)
    office = MailOffice.make(workspace, smtp="connections: 8, patience: 1s")
    print(f"==> Sealing {count} copies", flush=True)
    started = time.monotonic()
    office.seal(count)
    print(f"    sealed in {time.monotonic() - started:.0f} s", flush=True)
    if kept:
        shutil.copytree(workspace, kept, symlinks=True)
    return office


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory(prefix="mail-torture-") as folder:
        office = sealed(os.path.join(folder, "office"), count)
        server = FaultyServer(os.path.join(folder, "server"), random=0.2, kinds=KINDS, keep=False, open=True)
        office.send_to(server.url)
        print(f"==> Sending, one fault in five, {kills} kills", flush=True)
        seconds = send(office, count, kills)
        wrong, figures = judge(office, server)
        with open(os.path.join(server.directory, "told.txt")) as file:
            faults = collections.Counter(file.read().split("\n"))
        del faults[""]
        audit = office.run("audit", timeout=3600)
        left = os.listdir(office.path("spool/.state/messages"))
        server.stop()
    print(f"{count} messages in {seconds:.0f} s, {sum(faults.values())} faults, {kills} kills: {len(wrong)} wrong")
    for name, number in figures.items():
        print(f"  {number:7} {name}")
    print("  faults: " + ", ".join(f"{name} {number}" for name, number in sorted(faults.items())))
    print(f"  audit: {audit.returncode}; messages left over: {len(left)}")
    for case in wrong[:5]:
        print(case)
    sys.exit(1 if wrong or audit.returncode or left else 0)


main()
