"""Real faults in the real program, injected by strace(1) at the system calls of the day: a kill, or an error."""

import os
import re
import signal
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cuts
import disk
from invariants import Violations
from office import Office

ERRORS = ("EIO", "ENOSPC", "EINTR", "EMFILE")
HUNG = 124
# SQLite and the C library repeat these without end while a signal interrupts them; no system sends signals for ever.
ENDLESS = {("openat", "EINTR+"), ("pwrite64", "EINTR+"), ("ftruncate", "EINTR+"), ("write", "EINTR+")}
# What a program that stopped safely says: the disk, a service, the ledger; never success. 127 says the loader, for a
# program that was not even begun: a thread's nth call is another thread's, too.
SAFE_STOPS = {1, 69, 70, 73, 75, 78, 127}


@dataclass
class Fault:
    recorded: object
    call: str
    when: int
    """Which of a thread's calls of that name."""
    kind: str
    """`kill`, or the name of an error, with a `+` when it stays."""

    @property
    def name(self):
        return f"{self.recorded.act.name} / {self.call} {self.when} / {self.kind}"

    @property
    def injection(self):
        if self.kind == "kill":
            return f"inject={self.call}:signal=SIGKILL:when={self.when}"
        return f"inject={self.call}:error={self.kind.rstrip('+')}:when={self.when}{'+' if self.kind.endswith('+') else ''}"


def places(recorded):
    """Call name and count of every call of an act that changes the workspace; strace counts by thread."""
    counts, found = Counter(), {}
    model = disk.Disk(recorded.root, recorded.before)
    for call in recorded.calls:
        counts[call.thread, call.name] += 1
        if model.apply(call):
            found[call.name, counts[call.thread, call.name]] = None
    return list(found)


def every(recorded, kinds):
    for call, when in places(recorded):
        for kind in kinds:
            if (call, kind) not in ENDLESS:
                yield Fault(recorded, call, when, kind)


def every_error(recorded):
    """Each error at each call: once at every other of them, from then on at the rest."""
    for number, (call, when) in enumerate(places(recorded)):
        for place, error in enumerate(ERRORS):
            stays = (number + place) % 2 == 1 and (call, f"{error}+") not in ENDLESS
            yield Fault(recorded, call, when, f"{error}+" if stays else error)


def live(fault, office):
    """Runs an act's command with the fault in it, in an office that is as it was before the act."""
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", f"trace={fault.call}"]
    command += ["-e", fault.injection, *office.command(*fault.recorded.arguments)]
    # A session of its own, so that all of it ends when it hangs.
    run = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=office.environment,
        start_new_session=True,
    )
    try:
        output, errors = run.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        output, errors = run.communicate()
        return subprocess.CompletedProcess(command, HUNG, output, errors)
    return subprocess.CompletedProcess(command, run.returncode, output, errors)


def examine(fault, office, to_the_end, again=True):
    """Lives through one act with a fault in it, then restarts without; returns what does not hold."""
    recorded = fault.recorded
    disk.restore(recorded.before, office.workspace)
    result = live(fault, office)
    found = Violations()
    if fault.kind != "kill":
        if result.returncode not in {0} | SAFE_STOPS:
            found.add("no safe stop", f"ended with {result.returncode}: {result.stderr.strip()[-300:]}")
        # Whose writing fails cannot say so, either.
        if result.returncode != 0 and not result.stderr.strip() and fault.call != "write":
            found.add("no alarm", "stopped without a word")
        _told(found, result, recorded, office)
        if found:
            return found
    return cuts.recover(office, recorded.facts, to_the_end, again)


def _told(found, result, recorded, office):
    """A command that told success has done its work."""
    if result.returncode != 0 or recorded.arguments[0] == "run":
        return
    for code in re.findall(r"^(G22\.99-\d{6}-\d{6})", result.stdout, re.M):
        if not office.query(f"SELECT 1 FROM dossier WHERE code = '{code}'"):
            found.add("promise broken", f"{code} was told and is not there")


def sweep(faults, program, place, workers=2, every_nth_to_the_end=6):
    offices = [Office(program, os.path.join(place, f"fault-{n}")) for n in range(workers)]
    free = list(offices)

    def one(numbered):
        number, fault = numbered
        office = free.pop()
        try:
            return fault, examine(fault, office, number % every_nth_to_the_end == 0, number % 2 == 0)
        finally:
            free.append(office)

    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(one, enumerate(faults))
    for office in offices:
        office.remove()
