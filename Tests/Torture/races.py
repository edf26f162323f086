"""Somebody else is faster: what no cut shows, because the program must be held at the right moment."""

import os
import subprocess
import time

from invariants import Facts, check
from office import Office, scan, sha256


def newcomer(program, place, environment=None):
    """A scan is dropped under the name of one that is being taken in, between its commit and the removal of the source.

    - Returns: what does not hold afterwards.
    """
    office = Office.make(program, os.path.join(place, "race"))
    office.environment |= environment or {}
    first, second = scan("the one that is taken in"), scan("the newcomer")
    place = "inbox/ho-chieu/race.pdf"
    office.drop(place, first)
    # Every thread's first rename waits: for intake that is P4, with the commit behind it.
    hold = ["-e", "trace=renameat2", "-e", "inject=renameat2:delay_enter=1500000:when=1"]
    command = ["strace", "-f", "-qq", "-o", "/dev/null", *hold, *office.command("run", "--once")]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=office.environment)
    while run.poll() is None and not office.query("SELECT 1 FROM step WHERE phase = 'COMMITTED'"):
        time.sleep(0.01)
    office.drop(place, second)
    run.wait()
    office.run("run", "--once")
    found = check(office, Facts(dropped={sha256(first), sha256(second)}))
    office.remove()
    return found
