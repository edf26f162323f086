"""Cuts at every mutating system call of the day: the process is killed, or the power fails."""

import hashlib
import os
import pickle
import random
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass

import day
import disk
from invariants import Violations, check, differences, fingerprint
from office import Office, scan, sha256

VIEWS = ("killed", "strict", "random")


@dataclass
class Cut:
    recorded: object
    index: int
    """How many calls that changed something were made."""
    view: str
    image: tuple
    facts: object

    @property
    def name(self):
        return f"{self.recorded.act.name} / call {self.index} / {self.view}"


def every(recorded, views=VIEWS, ignored_syncs=()):
    """The distinct trees that cuts of one act leave."""
    model = disk.Disk(recorded.root, recorded.before, ignored_syncs)
    seen, index = set(), 0
    for position, call in enumerate([None] + recorded.calls):
        if call is not None:
            if not model.apply(call):
                continue
            index += 1
        for view in views:
            image = model.image(view, seed=index)
            key = hashlib.sha256(pickle.dumps(image)).digest()
            if key in seen:
                continue
            seen.add(key)
            yield Cut(recorded, index, view, image, recorded.facts)
    # The command has told its result: now all of it must last.
    yield Cut(recorded, index + 1, "strict", model.image("strict"), recorded.after)


def count(recorded):
    """How many calls of an act change something."""
    model = disk.Disk(recorded.root, recorded.before)
    return sum(1 for call in recorded.calls if model.apply(call))


def examine(cut, office, to_the_end=False, again=True):
    """Restarts after a cut; returns what does not hold."""
    disk.restore(cut.image, office.workspace)
    facts = cut.facts
    if cut.view == "killed" and cut.index % 2:
        facts = bystanders(office, facts)
    return recover(office, facts, to_the_end, again)


def bystanders(office, facts):
    """People who know nothing of the crash go on: one drops another scan under the name of the one that was taken in,
    and somebody's own file stands where the result of a step is to go. Returns what they may expect."""
    facts = deepcopy(facts)
    for step in office.query("SELECT * FROM step WHERE phase = 'COMMITTED'"):
        source, target = step["sourcePath"].decode(), step["targetPath"].decode()
        if step["kind"] == "take-in" and source.startswith("inbox/"):
            data = scan(f"a newcomer under the name of {step['dossier']}")
            office.drop(source, data)
            facts.dropped.add(sha256(data))
        elif not os.path.lexists(office.path(target)) and os.path.isdir(os.path.dirname(office.path(target))):
            data = f"somebody's own file in the way of {step['dossier']}".encode()
            office.drop(target, data)
            facts.dropped.add(sha256(data))
    return facts


def recover(office, facts, to_the_end=False, again=True):
    """Restarts; returns what does not hold.

    - to_the_end: the rest of the day is lived through, too.
    - again: a second restart must change nothing.
    """
    began = int(time.time() * 1000)
    try:
        restart = office.run("run", "--once")
    except subprocess.TimeoutExpired:
        return Violations(["hangs: the restart does not end"])
    if restart.returncode != 0:
        found = Violations()
        found.add("recovery", f"ended with {restart.returncode}: {restart.stderr.strip()[-400:]}")
        return found + check(office, facts)
    found = check(office, facts)
    if again:
        # What failed just now is tried again in a minute, which may be over by now: that would be no recovery. What was
        # due already must have been tried.
        office.change(f"UPDATE delivery SET dueAt = dueAt + 86400000 WHERE status = 'PENDING' AND dueAt > {began}")
        before = fingerprint(office)
        office.run("run", "--once")
        for difference in differences(before, fingerprint(office)):
            found.add("not idempotent", f"a second recovery changed {difference}")
    if to_the_end and not found:
        for complaint in day.finish(office):
            found.add("end of day", complaint)
        found += check(office, facts)
        for delivery in office.query("SELECT * FROM delivery WHERE status <> 'SENT' AND status <> 'FAILED'"):
            found.add("mail lost", f"{delivery['messageID']} is {delivery['status']}")
    return found


def sweep(cuts, program, place, environment=None, workers=2, every_nth_to_the_end=10, stop_at_first=False):
    """Examines cuts, several at a time; yields each with what does not hold."""
    offices = [Office(program, os.path.join(place, f"cut-{n}"), environment) for n in range(workers)]
    free = list(offices)

    def one(numbered):
        number, cut = numbered
        office = free.pop()
        try:
            return cut, examine(cut, office, number % every_nth_to_the_end == 0, number % 2 == 0)
        finally:
            free.append(office)

    with ThreadPoolExecutor(workers) as pool:
        pending, numbered = [], enumerate(cuts)
        stopped = False
        while True:
            while not stopped and len(pending) < workers * 2:
                try:
                    pending.append(pool.submit(one, next(numbered)))
                except StopIteration:
                    stopped = True
            if not pending:
                break
            cut, found = pending.pop(0).result()
            yield cut, found
            if found and stop_at_first:
                stopped = True
    for office in offices:
        office.remove()
