"""Drops mutated PDFs into the inbox of a running office and looks that nothing but the files suffers: `make fuzz`.

    fuzz.py PROGRAM FOLDER [--count N] [--seed S] [--batch N] [--keep DIRECTORY]

Every PDF of the folder, N mutants of them (mutator.py; the same for the same seed), and the bombs. Must hold: the daemon
is the same process at the end and stops when told to; every file stands on the officer's desk or in inbox/refused/ with
its reason; every bomb is refused; no other file takes its helper process more than 10 s of processor time, which is what
`inspection-timed-out` says; the office never stands still for a minute; no helper process is left. Prints a table of
reasons, and exit 1 on any violation.
"""
import argparse
import collections
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import mutator

# A machine that does other things, too, gives a helper process six times as long by the clock.
STANDSTILL = 60.0
TOO_LONG = "took more than"


def children(process):
    return [child for task in pathlib.Path(f"/proc/{process}/task").iterdir()
            for child in (task / "children").read_text().split()]


def memory(process):
    """The most that it had at once, in MiB; 0 when it is gone."""
    try:
        words = pathlib.Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return int(re.search(r"VmHWM:\s+(\d+)", words)[1]) >> 10


def cells():
    """Processes of ours that look at PDFs, whoever their parent is."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if entry.name.isdigit() and len(words) > 1 and words[1] == b"inspection-cell":
            found.append((int(entry.name), os.readlink(entry / "exe") if (entry / "exe").is_symlink() else ""))
    return found


class Office:
    def __init__(self, program, workspace):
        self.program, self.workspace = program, workspace
        subprocess.run([program, "init", "--demo", workspace], check=True, capture_output=True)
        pipeline = next((workspace / "pipelines").glob("*.yaml"))
        pipeline.write_text(pipeline.read_text().replace("settle: 2s", "settle: 100ms"))
        self.log = open(workspace / "daemon.log", "wb")
        self.daemon = subprocess.Popen([program, "run", "--workspace", workspace], stderr=self.log)
        self.inbox, self.draft = workspace / "inbox", workspace / "draft"
        self.draft.mkdir()

    def drop(self, name, data):
        (self.draft / name).write_bytes(data)
        os.rename(self.draft / name, self.inbox / name)

    def waiting(self):
        return sum(1 for name in os.listdir(self.inbox) if name.endswith(".pdf"))

    def drain(self, below):
        """Until fewer files wait; the longest standstill in seconds, or None when the daemon ended."""
        longest, since, last = 0.0, time.monotonic(), self.waiting()
        while last > below:
            if self.daemon.poll() is not None:
                return None
            time.sleep(0.05)
            count = self.waiting()
            if count != last:
                since, last = time.monotonic(), count
            longest = max(longest, time.monotonic() - since)
            if longest > 120:
                return longest
        return longest

    def close(self):
        self.daemon.send_signal(signal.SIGTERM)
        try:
            return self.daemon.wait(60)
        except subprocess.TimeoutExpired:
            self.daemon.kill()
            return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", default="chungthuc")
    parser.add_argument("--batch", type=int, default=400)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    files = [path.read_bytes() for path in sorted(options.folder.rglob("*.pdf")) if path.is_file()]
    if not files:
        sys.exit(f"no PDFs in {options.folder}")
    small = [data for data in files if len(data) < 200_000]
    root = pathlib.Path(tempfile.mkdtemp(prefix="fuzz-"))
    program = options.program.resolve()
    office, violations, longest, start = Office(program, root / "office"), [], 0.0, time.monotonic()
    bombs = mutator.bombs()
    expected = 0

    def supply():
        for index, data in enumerate(files):
            yield f"c{index:05}.pdf", data
        for name, data in bombs.items():
            yield name, data
        for index in range(options.count):
            yield f"m{index:06}.pdf", mutator.mutated(options.seed, index, small)

    for name, data in supply():
        if expected % options.batch == 0 and expected > 0:
            standstill = office.drain(options.batch // 2)
            if standstill is None:
                violations.append(f"the daemon ended before {name}")
                break
            longest = max(longest, standstill)
            print(f"{expected} files, {time.monotonic() - start:.0f} s", file=sys.stderr)
        office.drop(name, data)
        expected += 1
    standstill = office.drain(0)
    longest = max(longest, standstill or 0)
    seconds = time.monotonic() - start
    if standstill is None:
        violations.append("the daemon ended")
    if longest > STANDSTILL:
        violations.append(f"the office stood still for {longest:.1f} s")
    peak = memory(office.daemon.pid)
    helpers = children(office.daemon.pid) if office.daemon.poll() is None else []
    if len(helpers) > 3:
        violations.append(f"{len(helpers)} helper processes")
    if office.close() != 0:
        violations.append("the daemon did not stop as told")
    left = [process for process, executable in cells() if executable == str(program)]
    if left:
        violations.append(f"helper processes left: {left}")

    refused = {path.name for path in (office.inbox / "refused").iterdir() if not path.name.endswith(".reason.txt")}
    desk = sum(1 for path in (root / "office/spool/scanned").glob("*.pdf"))
    reasons = collections.Counter()
    for name in refused:
        reason = office.inbox / "refused" / f"{name}.reason.txt"
        if not reason.exists():
            violations.append(f"{name} has no reason")
            continue
        english = reason.read_text().split("\n\n")[-1].splitlines()[0].replace(name, "…")
        if TOO_LONG in english and name not in bombs:
            violations.append(f"{name} took more than 10 s")
        reasons[re.sub(r"\([^)]*\)|\d+", "", english)[:100]] += 1
    for name in bombs:
        if name not in refused:
            violations.append(f"{name} was not refused")
        else:
            print(name, "→", (office.inbox / "refused" / f"{name}.reason.txt").read_text().split("\n\n")[-1].splitlines()[0])
    if desk + len(refused) != expected:
        violations.append(f"{expected} files, but {desk} on the desk and {len(refused)} refused")
    print(f"{expected} files in {seconds:.0f} s ({expected / seconds:.0f}/s): {desk} taken in, {len(refused)} refused;")
    print(f"longest standstill {longest:.1f} s; daemon's peak memory {peak} MiB")
    for reason, count in reasons.most_common(25):
        print(f"{count:7}  {reason}")
    for violation in violations:
        print("VIOLATION:", violation)
    if options.keep:
        shutil.move(root, options.keep)
    else:
        shutil.rmtree(root)
    sys.exit(1 if violations else 0)


if __name__ == "__main__":
    main()
