"""Tortures the program and judges what is left. `make torture` runs all of it.

    torture.py [--program PATH] [--seed N] [--sample N] [--workers N] [PART…]

Parts: cuts, kills, errors, power, power-split, races, mutants, busy; all of them when none is named, and `quick` for the form
that is part of `make test`. `--sample N` takes every Nth fault of a part, in an order that the seed chooses. Give it a
release build: the program is started several times for each fault.
The exit code is 0 when nothing was found and every mutant was caught.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time

import busy
import cuts
import day
import kills
import mutants
import powercut
import races
import recording
from office import REPOSITORY


class Report:
    """A line for each part, and one for each finding."""

    def __init__(self):
        self.rows, self.is_clean = [], True

    def finding(self, name, violations):
        self.is_clean = False
        print(f"  ✗ {name}\n      " + "\n      ".join(violations), flush=True)

    def row(self, part, faults, found, detail, began):
        self.rows.append((part, str(faults), str(found), detail, f"{time.monotonic() - began:.0f} s"))
        print(f"  {part}: {faults} faults, {found} findings; {detail}", flush=True)

    def table(self):
        header = ("part", "faults", "findings", "detail", "time")
        widths = [max(len(row[column]) for row in [header, *self.rows]) for column in range(len(header))]
        for row in [header, tuple("-" * width for width in widths), *self.rows]:
            print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")


class Torture:
    def __init__(self, options, place):
        self.program, self.seed, self.sample, self.place = options.program, options.seed, options.sample, place
        self.workers = options.workers
        self.report = Report()
        self._day = None

    @property
    def day(self):
        """The recorded day, made when a part needs it first."""
        if self._day is None:
            self._day = recording.record(self.program, self.place)
        return self._day

    def _sampled(self, items):
        items = list(items)
        random.Random(self.seed).shuffle(items)
        return items[:: self.sample]

    def _sweep(self, part, results, detail):
        began, count, found = time.monotonic(), 0, 0
        for fault, violations in results:
            count += 1
            if count % 200 == 0:
                print(f"  {count} faults, {found} findings, {time.monotonic() - began:.0f} s", flush=True)
            if violations:
                found += 1
                self.report.finding(fault.name, violations)
        self.report.row(part, count, found, detail(count), began)

    def cuts(self):
        places = sum(cuts.count(act) for act in self.day)
        chosen = self._sampled(cut for act in self.day for cut in cuts.every(act))
        detail = f"{places} mutating calls in {len(self.day)} acts; distinct trees after kill and power cut"
        self._sweep("cuts", cuts.sweep(chosen, self.program, self.place, workers=self.workers), lambda _: detail)

    def kills(self):
        chosen = self._sampled(fault for act in self.day for fault in kills.every(act, ["kill"]))
        results = kills.sweep(chosen, self.program, self.place, self.workers)
        self._sweep("kills", results, lambda _: "SIGKILL by strace at a call")

    def errors(self):
        chosen = self._sampled(fault for act in self.day for fault in kills.every_error(act))
        detail = "EIO, ENOSPC, EINTR, EMFILE by strace, by turns once and from then on"
        self._sweep("errors", kills.sweep(chosen, self.program, self.place, self.workers), lambda _: detail)

    def power(self, split=False):
        part = "power-split" if split else "power"
        if reason := powercut.is_possible(self.place):
            return self.report.row(part, 0, 0, f"this machine mounts no loop device: {reason}", time.monotonic())
        chosen = self._sampled(fault for act in self.day for fault in kills.every(act, ["kill"]))
        detail = "ext4 shut down without its journal, ledger on " + ("another one" if split else "the same")
        self._sweep(part, powercut.sweep(chosen, self.program, self.place, split), lambda _: detail)

    def power_split(self):
        self.power(split=True)

    def mutants(self):
        began, caught = time.monotonic(), 0
        copy = os.path.join(REPOSITORY, ".build", "mutants")
        mutants.prepare(copy)
        print("  building the mutants (minutes, the first time)", flush=True)
        program = mutants.build(copy)
        names = self._sampled(mutants.MUTANTS)
        for name in names:
            by, tried, what = mutants.catch(name, program, os.path.join(self.place, "mutant"), self.seed)
            caught += bool(by)
            if by:
                print(f"  ✓ {name}: caught by {', '.join(by)} after {tried} cuts", flush=True)
            else:
                self.report.finding(f"{name}: {mutants.MUTANTS[name]}", [f"not caught by {tried} cuts"])
        self.report.row("mutants", len(names), len(names) - caught, f"{caught} caught", began)

    def busy(self):
        began, count = time.monotonic(), max(1, 2000 // self.sample)
        found, documents, repeated = busy.run(self.program, self.place, count, self.seed)
        if found:
            self.report.finding("busy daemon", found)
        detail = f"{documents} documents arrived, {repeated} mails came twice"
        self.report.row("busy", count, len(found), detail, began)

    def races(self):
        began = time.monotonic()
        found = races.newcomer(self.program, self.place)
        if found:
            self.report.finding("a newcomer under the name of a scan that is taken in", found)
        self.report.row("races", 1, len(found), "the program is held between the commit and the removal", began)

    def quick(self):
        """A sample of a short day, and proof that the harness would notice a disk that forgets."""
        # The mutants take minutes to build; that each still finds its place in the sources is seen at once.
        mutants.mutated()
        self._day = recording.record(self.program, self.place, acts=day.SHORT)
        self.sample = 40
        self.cuts()
        self.races()
        began, caught = time.monotonic(), []
        for ignored in ("file", "folder", "ledger"):
            trees = [cut for act in self.day for cut in cuts.every(act, ("strict",), (ignored,))]
            random.Random(self.seed).shuffle(trees)
            results = cuts.sweep(trees, self.program, self.place, every_nth_to_the_end=10**9, stop_at_first=True)
            if any(violations for _, violations in results):
                caught.append(ignored)
            else:
                self.report.finding(f"a disk that does not sync: {ignored}", ["nobody noticed"])
        self.report.row("forgetful disks", 3, 3 - len(caught), f"noticed: {', '.join(caught)}", began)


PARTS = ["cuts", "kills", "errors", "power", "power-split", "races", "mutants", "busy"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.path.join(REPOSITORY, ".build/debug/chungthuc"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("parts", nargs="*", metavar="PART")
    options = parser.parse_args()
    # In memory where there is room: the model says what is durable, not the disk below.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    place = tempfile.mkdtemp(prefix="chungthuc-torture-", dir=memory)
    torture = Torture(options, place)
    try:
        for part in options.parts or PARTS:
            print(f"==> {part}", flush=True)
            getattr(torture, part.replace("-", "_"))()
    finally:
        shutil.rmtree(place, ignore_errors=True)
    torture.report.table()
    sys.exit(0 if torture.report.is_clean else 1)


main()
