"""What folders in the wild do to a running office: `make folders`.

    folders.py PROGRAM [writers|flood|swapper|latency|idle …] [--trials N] [--files N] [--seconds S] [--keep DIRECTORY]

writers   N scans are written by slow, pausing, appending, rewriting and renaming writers, pauses from a thousandth of
          `settle` to all of it: each is taken in once, whole, or refused for nothing but its writer's own doing.
flood     N small files at once, the kernel's event queue as small as it gets: all taken in or refused, memory bounded.
swapper   For S seconds a name is now a scan, now a link to a private file, now a pipe: nothing is followed, nothing hangs.
latency   Drops and signatures beside a burst: p50 and p99 of drop to desk, of gesture to signed file.
idle      The share of one processor that an office takes that has nothing to do, with N files in its spool.

Exit 1 on any violation; times are told, not judged.
"""
import argparse
import hashlib
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Torture"))
from office import scan

SETTLE = 0.2
QUEUE = pathlib.Path("/proc/sys/fs/inotify/max_queued_events")


class Office:
    """A demo workspace with its daemon."""

    def __init__(self, program, root, settle=SETTLE):
        self.program, self.workspace = program, root / "office"
        subprocess.run([program, "init", "--demo", self.workspace], check=True, capture_output=True)
        pipeline = next((self.workspace / "pipelines").glob("*.yaml"))
        pipeline.write_text(pipeline.read_text().replace("settle: 2s", f"settle: {int(settle * 1000)}ms"))
        self.inbox, self.draft = self.workspace / "inbox", self.workspace / "draft"
        self.desk = self.workspace / "spool/scanned"
        self.draft.mkdir()
        self.reader = None
        self.log = open(root / "daemon.log", "wb")
        self.daemon = subprocess.Popen([program, "run", "--workspace", self.workspace], stderr=self.log)

    def drop(self, name, data):
        (self.draft / name).write_bytes(data)
        os.rename(self.draft / name, self.inbox / name)

    def refused(self):
        return [path.name for path in (self.inbox / "refused").glob("*.pdf")]

    def taken(self):
        """Original names and hashes of all dossiers."""
        return self.ledger("SELECT CAST(originalName AS TEXT), hex(originalHash) FROM dossier")

    def drain(self, limit=3600):
        start = time.monotonic()
        while any(name.endswith(".pdf") for name in os.listdir(self.inbox)):
            if self.daemon.poll() is not None or time.monotonic() - start > limit:
                return False
            time.sleep(0.1)
        return True

    def standing(self, name):
        """The file name of a dossier that was dropped under this name, once it stands on the officer's desk."""
        newest = "SELECT CAST(originalName AS TEXT), CAST(path AS TEXT) FROM dossier ORDER BY receivedAt DESC LIMIT 200"
        for original, path in self.ledger(newest):
            if original == name and (self.workspace / path).exists():
                return pathlib.Path(path).name
        return None

    def ledger(self, query):
        if self.reader is None:
            self.reader = sqlite3.connect(f"file:{self.workspace}/spool/.state/ledger.sqlite?mode=ro", uri=True, timeout=60)
        return self.reader.execute(query).fetchall()

    def sample(self):
        (self.draft / "sample.pdf").write_bytes(scan("sample"))
        return self.draft / "sample.pdf"

    def processor_time(self):
        """Of the daemon and its helper processes, in seconds."""
        tasks = pathlib.Path(f"/proc/{self.daemon.pid}/task").iterdir()
        helpers = [child for task in tasks for child in (task / "children").read_text().split()]
        ticks = 0
        for process in [self.daemon.pid, *helpers]:
            fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self):
        return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{self.daemon.pid}/status").read_text())[1]) >> 10

    def close(self):
        self.daemon.send_signal(signal.SIGTERM)
        try:
            return self.daemon.wait(60)
        except subprocess.TimeoutExpired:
            self.daemon.kill()
            return None


def pieces(chance, data):
    cuts = sorted(chance.sample(range(1, len(data)), chance.randint(1, 4)))
    return [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)])]


def write(chance, office, name, data):
    """One writer; returns the bytes that must be taken in."""
    path, pause = office.inbox / name, lambda: time.sleep(SETTLE * 10 ** chance.uniform(-3, 0))
    kind = chance.randrange(6)
    if kind == 0:  # Written piece by piece.
        with open(path, "wb", buffering=0) as file:
            for piece in pieces(chance, data):
                file.write(piece)
                pause()
    elif kind == 1:  # Held open for longer than `settle` amid a page.
        with open(path, "wb", buffering=0) as file:
            first, *rest = pieces(chance, data)
            file.write(first)
            time.sleep(SETTLE * 1.5)
            for piece in rest:
                file.write(piece)
    elif kind == 2:  # Opened anew for each page, sooner than `settle`.
        for piece in pieces(chance, data):
            with open(path, "ab", buffering=0) as file:
                file.write(piece)
            time.sleep(SETTLE * chance.uniform(0.001, 0.6))
    elif kind == 3:  # Two steps: room first, then the bytes, the time set back at last.
        with open(path, "wb", buffering=0) as file:
            file.truncate(len(data))
            pause()
            file.write(data)
        os.utime(path, (1_000_000_000, 1_000_000_000))
    elif kind == 4:  # A name that is left alone, then renamed.
        part = office.inbox / f"{name}.filepart"
        with open(part, "wb", buffering=0) as file:
            for piece in pieces(chance, data):
                file.write(piece)
                pause()
        os.rename(part, path)
    else:  # Rewritten from the start.
        with open(path, "wb", buffering=0) as file:
            file.write(data[: len(data) // 2])
            pause()
            file.seek(0)
            file.write(data)


def writers(office, options):
    chance = random.Random(5)
    expected, lock, numbers = {}, threading.Lock(), iter(range(options.trials))

    def work(seed):
        own = random.Random(seed)
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            name, data = f"w{number:06}.pdf", scan(f"writer {number}") + b"%" * own.randint(0, 5000) + b"\n"
            with lock:
                expected[name] = hashlib.sha256(data).hexdigest().upper()
            write(own, office, name, data)

    threads = [threading.Thread(target=work, args=(chance.random(),)) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    violations = [] if office.drain() else ["some were never looked at"]
    rows = office.taken()
    for name, digest in rows:
        if expected.get(name) != digest:
            violations.append(f"{name} was taken early")
    missed = set(expected) - {name for name, _ in rows}
    violations += [f"{name} was not taken in" for name in sorted(missed)[:10]]
    print(f"writers: {len(expected)} trials, {len(rows)} taken in, {len(office.refused())} refused")
    return violations


def flood(office, options):
    before = QUEUE.read_text()
    try:
        QUEUE.write_text("16")
    except OSError:
        print("flood: the event queue is as long as the kernel has it", file=sys.stderr)
    # The queue's length is settled when inotify starts: a new daemon.
    office.close()
    office.daemon = subprocess.Popen([office.program, "run", "--workspace", office.workspace], stderr=office.log)
    start = time.monotonic()
    for number in range(options.files):
        office.drop(f"f{number:06}.pdf", scan(f"flood {number}") if number % 2 else b"no PDF %d" % number)
    dropped = time.monotonic() - start
    done = office.drain()
    seconds = time.monotonic() - start
    QUEUE.write_text(before)
    taken, refused, memory = len(office.taken()), len(office.refused()), office.memory()
    print(f"flood: {options.files} dropped in {dropped:.0f} s, {taken} taken in, {refused} refused in {seconds:.0f} s; "
          f"{memory} MiB at most")
    violations = [] if done and taken + refused == options.files else ["some were lost"]
    return violations + ([f"{memory} MiB"] if memory >= 300 else [])


def swapper(office, options):
    secret = office.workspace.parent / "secret.pdf"
    secret.write_bytes(scan("a private letter"))
    digest = hashlib.sha256(secret.read_bytes()).hexdigest().upper()
    target, end, swaps = office.inbox / "swap.pdf", time.monotonic() + options.seconds, 0
    while time.monotonic() < end:
        draft = office.draft / f"{swaps}"
        kind = swaps % 4
        if kind == 0:
            draft.write_bytes(scan(f"swap {swaps}"))
        elif kind == 1:
            draft.symlink_to(secret)
        elif kind == 2:
            os.mkfifo(draft)
        else:
            draft.write_bytes(b"")
        os.replace(draft, target)
        swaps += 1
        time.sleep(random.choice([0, 0.001, SETTLE / 2, SETTLE * 2]))
    if target.is_symlink() or target.is_fifo():
        target.unlink()
    office.drop("after.pdf", scan("after"))
    violations = [] if office.drain(60) else ["the office hangs"]
    rows = office.taken()
    violations += ["the link was followed"] if digest in {row[1] for row in rows} else []
    violations += [] if "after.pdf" in {row[0] for row in rows} else ["what came after was not taken in"]
    print(f"swapper: {swaps} swaps in {options.seconds} s, {len(rows)} taken in, {len(office.refused())} refused")
    return violations


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000 if values else float("nan")


def latency(office, options):
    burst, dropped, least = min(options.files, 10_000), 0, None
    desks, signed = [], []
    signing, done = office.workspace / "spool/awaiting-signature", office.workspace / "spool/awaiting-seal"
    for number in range(options.trials):
        left = sum(1 for name in os.listdir(office.inbox) if name.startswith("b"))
        # The burst lasts as long as the trials.
        for _ in range(burst - left if number == 0 or left < burst // 2 else 0):
            office.drop(f"b{dropped:06}.pdf", scan(f"burst {dropped}"))
            dropped += 1
        least = left if number > 0 and (least is None or left < least) else least
        name = f"giay-to-khac__l{number}@example.vn.pdf"
        start = time.monotonic()
        office.drop(name, scan(f"latency {number}"))
        found = wait_for(lambda: office.standing(name))
        desks.append(time.monotonic() - start)
        os.rename(office.desk / found, office.desk / "submit" / found)
        wait_for(lambda: (signing / found).exists())
        start = time.monotonic()
        os.rename(signing / found, signing / "sign" / found)
        wait_for(lambda: (done / found).exists())
        signed.append(time.monotonic() - start)
    for what, times in [(f"drop to desk (settle {SETTLE * 1000:.0f} ms)", desks), ("gesture to signed file", signed)]:
        print(f"latency: {what}: p50 {percentile(times, 0.5):.0f} ms, p99 {percentile(times, 0.99):.0f} ms")
    print(f"latency: {len(desks)} of each beside {dropped} other scans, of which at least {least} waited")
    return []


def idle(office, options):
    code = subprocess.run([office.program, "submit", office.sample(), "--type", "giay-to-khac", "--email", "a@example.vn",
                           "--workspace", office.workspace], check=True, capture_output=True, text=True).stdout.strip()
    office.close()
    desk = office.workspace / "spool/awaiting-signature"
    (standing,) = [path.name for path in desk.glob("*.pdf")]
    with sqlite3.connect(f"{office.workspace}/spool/.state/ledger.sqlite") as ledger:
        columns = [row[1] for row in ledger.execute("PRAGMA table_xinfo(dossier)") if row[6] == 0]
        row = dict(zip(columns, ledger.execute(f"SELECT {', '.join(columns)} FROM dossier").fetchone()))
        insert = f"INSERT INTO dossier ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        head = code.rpartition("-")[0]
        for number in range(2, options.files + 1):
            other = f"{head}-{number:06}"
            name = standing.replace(code, other)
            (desk / name).write_bytes(b"%PDF-")
            path = f"spool/awaiting-signature/{name}".encode()
            ledger.execute(insert, list((row | {"code": other, "path": path}).values()))
    office.daemon = subprocess.Popen([office.program, "run", "--workspace", office.workspace], stderr=office.log)
    time.sleep(45)
    start, before = time.monotonic(), office.processor_time()
    time.sleep(150)
    share = (office.processor_time() - before) / (time.monotonic() - start) * 100
    print(f"idle: {share:.2f} % of a processor with {options.files} files on the leader's desk; {office.memory()} MiB")
    return [f"{share:.2f} % of a processor"] if share >= 1 else []


def wait_for(condition, limit=120):
    end = time.monotonic() + limit
    while not (found := condition()):
        if time.monotonic() > end:
            sys.exit("it did not happen in two minutes")
        time.sleep(0.005)
    return found


def main():
    trials = {"writers": writers, "flood": flood, "swapper": swapper, "latency": latency, "idle": idle}
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("names", nargs="*", choices=[*trials, []], default=[])
    parser.add_argument("--trials", type=int)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    violations, given = [], options.trials
    for name in options.names or trials:
        options.trials = given or {"writers": 10_000, "latency": 200}.get(name)
        root = pathlib.Path(tempfile.mkdtemp(prefix=f"folders-{name}-"))
        office = Office(options.program.resolve(), root)
        try:
            violations += [f"{name}: {violation}" for violation in trials[name](office, options)]
        finally:
            status = office.close()
        if status != 0:
            violations.append(f"{name}: the daemon ended with {status}")
        shutil.move(root, options.keep / name) if options.keep else shutil.rmtree(root)
    for violation in violations:
        print("VIOLATION:", violation)
    sys.exit(1 if violations else 0)


if __name__ == "__main__":
    main()
