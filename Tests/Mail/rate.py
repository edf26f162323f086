"""How many messages go out each second: COUNT copies of SIZE octets, sealed and waiting, by the release build.

usage: rate.py [COUNT [SIZE]]      1000 messages of 300 KB unless told otherwise; `make bench-mail` builds first

A certified copy of the smallest scan makes a message of some 290 KB: smaller ones there are none.
They go to Postfix's sink, then as many to a real Postfix on loopback, over TLS. The time is that of `run --once`, from
its start to its end: opening the office, sending, noting each attempt durably, and moving each file to `sent/`.
"""

import os
import resource
import sys
import tempfile
import time

from waiting import MailOffice, Postfix, Sink


def processor():
    """Seconds that programs started from here have kept a processor busy: what another program's load changes least."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(name, server, count, size, folder, smtp="connections: 4", change=None):
    office = MailOffice.make(os.path.join(folder, name), smtp=smtp)
    print(f"==> {name}: sealing {count} copies", flush=True)
    started = time.monotonic()
    # Base64, and what certification adds to a scan: page, fonts, pictures, signatures.
    office.seal(count, max(0, size * 57 // 78 - 209_000))
    print(f"    sealed in {time.monotonic() - started:.0f} s", flush=True)
    messages = office.path("spool/.state/messages")
    sizes = [entry.stat().st_size for entry in os.scandir(messages)]
    office.send_to(server.url)
    if change:
        office.configure(change)
    started, before = time.monotonic(), processor()
    office.must("run", "--once")
    seconds, busy = time.monotonic() - started, processor() - before
    sent = office.count("delivered")
    mean = sum(sizes) / len(sizes) / 1000
    print(
        f"{name}: {sent} of {count} messages of {mean:.0f} KB in {seconds:.1f} s: {sent / seconds:.0f} a second, "
        f"{busy / count * 1000:.1f} ms of processor each", flush=True)
    return sent == count


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 300_000
    with tempfile.TemporaryDirectory(prefix="mail-rate-") as folder:
        os.chmod(folder, 0o755)
        sink = Sink()
        good = measure("sink", sink, count, size, folder)
        sink.stop()
        postfix = Postfix(os.path.join(folder, "server"))
        good &= measure(
            "postfix", postfix, count, size, folder,
            change=("starttls: none", f"starttls: required, ca-file: '{postfix.certificate}'"))
        postfix.stop()
    sys.exit(0 if good else 1)


main()
