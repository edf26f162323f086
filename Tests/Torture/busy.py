"""A busy daemon is killed again and again while people drop scans and pass dossiers on."""

import os
import random
import signal
import subprocess
import time

import day
from invariants import Facts, Violations, check
from office import Office, scan, sha256

# So many scans lie in the inbox at most.
WAITING = 8
# Seconds after which one that has nothing to do is killed, too.
PATIENCE = 5
DESKS = [
    ("spool/scanned", "spool/scanned/submit"),
    ("spool/awaiting-signature", "spool/awaiting-signature/sign"),
    ("spool/awaiting-seal", "spool/awaiting-seal/stamp/2026"),
]


def work(office, chance, facts, number):
    """Everybody does something of what is on their desk; a file that the daemon takes away just now is not."""
    # A pile that only grows would be all that the daemon looks at.
    room = WAITING - len(office.files("inbox/giay-to-khac"))
    for _ in range(min(room, chance.randint(0, 2))):
        number += 1
        data = scan(f"busy {number}")
        facts.dropped.add(sha256(data))
        office.drop(f"inbox/giay-to-khac/giay-to-khac__{number}@example.vn.pdf", data)
    for desk, gesture in DESKS:
        for name in office.files(desk):
            if name.endswith(".pdf") and chance.random() < 0.6:
                try:
                    os.rename(office.path(name), office.path(gesture, os.path.basename(name)))
                except FileNotFoundError:
                    pass
    return number


def processor_time(process):
    """Of the daemon alone, in seconds."""
    with open(f"/proc/{process.pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(program, place, kills, seed=1):
    """- Returns: what does not hold in the end; how many documents there were, and how many mails came twice."""
    office = Office.make(program, os.path.join(place, "busy"))
    chance, facts, number = random.Random(seed), Facts(), 0
    command = office.command("run", "--log-level", "error")
    for kill in range(kills):
        daemon = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # By what it has done and not by the clock: on a busy machine it would be killed before it opens.
        enough, end = chance.uniform(0.05, 0.6), time.monotonic() + PATIENCE
        while processor_time(daemon) < enough and time.monotonic() < end:
            number = work(office, chance, facts, number)
            time.sleep(0.02)
        daemon.send_signal(signal.SIGKILL)
        daemon.wait()
        if (kill + 1) % 100 == 0:
            print(f"  {kill + 1} kills, {number} documents", flush=True)
    found = Violations()
    # What people have not passed on yet is done in the end, so that every document arrives.
    for complaint in day.finish(office, patience=1800):
        found.add("end of day", complaint)
    found += check(office, facts)
    identifiers = [identifier for identifier, _, _ in office.mails()]
    repeated = len(identifiers) - len(set(identifiers))
    if repeated > kills:
        found.add("mails repeated", f"{repeated} after {kills} kills")
    delivered = sum(1 for row in office.query("SELECT state FROM dossier") if row["state"] == "delivered")
    if delivered != len(facts.dropped):
        found.add("lost", f"{len(facts.dropped)} dropped, {delivered} delivered")
    office.remove()
    return found, delivered, repeated
