"""What the daemon's memory grows to while it seals and sends copies of scans of 30 MB; by the release build.

usage: memory.py [COUNT [SIZE]]     8 scans of 30 MiB unless told otherwise

Prints VmHWM, the daemon's highest resident memory (its own, without the helper processes that look into PDFs), after
each part of the day; sealing maps files into memory, which the kernel counts as long as it has nothing better to do.
"""

import os
import re
import sys
import tempfile
import time

from waiting import MailOffice, Sink, scan


def peak(process):
    """VmHWM and, of the resident memory now, what is not files; in MB."""
    with open(f"/proc/{process.pid}/status") as file:
        fields = dict(re.findall(r"(\w+):\s+(\d+) kB", file.read()))
    return int(fields["VmHWM"]) // 1024, int(fields["RssAnon"]) // 1024


def until(office, state, count):
    deadline = time.monotonic() + 600
    while office.count(state) < count:
        if time.monotonic() > deadline:
            sys.exit(f"{state}: {office.count(state)} of {count}")
        time.sleep(0.2)


def forget_peak(process):
    with open(f"/proc/{process.pid}/clear_refs", "w") as file:
        file.write("5")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 30 << 20
    with tempfile.TemporaryDirectory(prefix="mail-memory-") as folder:
        office = MailOffice.make(os.path.join(folder, "office"))
        office.configure(("    limit: 350KB\n", "    limit: 60MB\n"))
        sink = Sink()
        office.send_to(sink.url)
        daemon = office.daemon()
        for ordinal in range(count):
            office.drop(f"inbox/giay-to-khac__a{ordinal}@example.vn.pdf", scan(str(ordinal), size))
        until(office, "awaiting-signature", count)
        rows = [("taken in", *peak(daemon))]
        for name, command, state in (("signed", "sign", "awaiting-seal"), ("sealed and sent", "stamp", "delivered")):
            forget_peak(daemon)
            office.must(command, "--all")
            until(office, state, count)
            rows.append((name, *peak(daemon)))
        forget_peak(daemon)
        codes = [row["code"] for row in office.query("SELECT code FROM dossier")]
        office.must("resend", *codes)
        time.sleep(1)
        until(office, "delivered", count)
        rows.append(("sent again", *peak(daemon)))
        daemon.terminate()
        daemon.wait(60)
        sink.stop()
    for name, high, anonymous in rows:
        print(f"{name:16} VmHWM {high:5} MB, of it without files now {anonymous:5} MB")


main()
