"""The scripted day, once without a fault: every act with the tree before it and the calls that it makes."""

import os
from copy import deepcopy
from dataclasses import dataclass

import day
import disk
import trace
from invariants import Facts, Violations, check
from office import Office, read, sha256


@dataclass
class Recorded:
    act: day.Act
    root: str
    """Of the workspace, as the calls name it."""
    before: tuple
    """The image of the workspace when the command begins."""
    arguments: list
    calls: list
    facts: Facts
    """What was promised before the command."""
    after: Facts


def record(program, place, environment=None, acts=None):
    """Lives through the day in a new workspace. Raises when it does not go as it should without any fault."""
    office = Office.make(program, os.path.join(place, "office"))
    office.environment |= environment or {}
    facts, recorded = Facts(), []
    facts.observe(office)
    for act in acts or day.DAY:
        act.people(office)
        for name in office.files("inbox", below=True):
            if name.endswith(".pdf") and "/refused/" not in name:
                facts.dropped.add(sha256(read(office.path(name))))
        arguments = act.command(office)
        if arguments[0] == "edit":
            facts.replaced.add(office.dossiers()[day.A]["originalHash"])
        before = disk.capture(office.workspace)
        log = os.path.join(place, "trace")
        run, calls = trace.record(office.command(*arguments), log, office.environment)
        os.remove(log)
        if run.returncode != 0:
            raise RuntimeError(f"{act.name}: ended with {run.returncode}: {run.stderr.decode()}")
        promised = deepcopy(facts)
        facts.observe(office)
        recorded.append(Recorded(act, office.workspace, before, arguments, calls, promised, deepcopy(facts)))
        if violations := check(office, facts) + manners(office, calls):
            raise Unsound(act.name, violations)
    return recorded


class Unsound(RuntimeError):
    """The program breaks its promises without any fault."""

    def __init__(self, act, violations):
        super().__init__(f"{act}, without any fault: {violations}")
        self.violations = violations


def manners(office, calls):
    """What no fault shows but a race would: files of ours are created, and names given, only where none is."""
    found = Violations()
    spool = office.path("spool") + "/"
    for call in calls:
        if call.name == "openat" and "O_CREAT" in call.arguments[2]:
            name = call.opened.rsplit("/", 1)[1]
            ours = call.opened.startswith(spool) and not name.startswith("ledger.sqlite") and name != "lock"
            if ours and "O_EXCL" not in call.arguments[2]:
                found.add("not exclusive", call.opened)
        if call.name in ("rename", "renameat") or call.name == "renameat2" and "NOREPLACE" not in call.arguments[4]:
            name = trace.text(call.arguments[-1] if call.name != "renameat2" else call.arguments[3])
            # What comes to a portal or gateway twice takes its own place; lists and reasons are written anew.
            if not name.endswith((".reason.txt", ".json")):
                found.add("may overwrite", name)
    return found
