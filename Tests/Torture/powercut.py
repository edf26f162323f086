"""Power cuts on real file systems: ext4 in a file, killed in the middle of an act, shut down without its journal, and
mounted again. The ledger is on the same file system as the spool, or on another one. Needs root and loop devices."""

import fcntl
import os
import shutil
import subprocess

import cuts
import disk
import kills
from office import Office

# linux/ext4.h: EXT4_IOC_SHUTDOWN; 2 is EXT4_GOING_FLAGS_NOLOGFLUSH: nothing more reaches the disk.
SHUTDOWN, WITHOUT_JOURNAL = 0x8004587D, b"\x02\0\0\0"
LEDGER = ("ledger.sqlite", "ledger.sqlite-wal")


class Medium:
    """One ext4 file system in a file."""

    def __init__(self, place):
        self.image, self.path = place + ".ext4", place
        os.makedirs(place, exist_ok=True)

    def renew(self):
        with open(self.image, "wb") as file:
            file.truncate(64 << 20)
        options = ["-q", "-F", "-O", "^resize_inode", "-E", "lazy_itable_init=1,lazy_journal_init=1"]
        subprocess.run(["mkfs.ext4", *options, self.image], check=True)
        self.mount()

    def mount(self):
        # The journal is written by fsync alone: what a busy disk delays for seconds is delayed for minutes.
        subprocess.run(["mount", "-o", "loop,commit=600", self.image, self.path], check=True)

    def unmount(self):
        subprocess.run(["umount", self.path], check=True)

    def cut(self):
        """The power fails and comes back."""
        folder = os.open(self.path, os.O_RDONLY)
        fcntl.ioctl(folder, SHUTDOWN, WITHOUT_JOURNAL)
        os.close(folder)
        self.unmount()
        self.mount()

    def remove(self):
        if os.path.ismount(self.path):
            self.unmount()
        os.remove(self.image)
        os.rmdir(self.path)


def is_possible(place):
    """Whether this machine lets us mount; says why not."""
    medium = Medium(os.path.join(place, "trial"))
    try:
        medium.renew()
        medium.cut()
        return None
    except (OSError, subprocess.CalledProcessError) as error:
        return str(error)
    finally:
        if os.path.exists(medium.image):
            medium.remove()


def examine(fault, program, spool, ledger):
    """Cuts the power at one call; returns what does not hold after the restart."""
    media = [medium for medium in (spool, ledger) if medium]
    for medium in media:
        medium.renew()
    try:
        office = Office(program, os.path.join(spool.path, "office"))
        disk.restore(fault.recorded.before, office.workspace)
        if ledger:
            for name in LEDGER:
                if os.path.exists(old := office.path("spool/.state", name)):
                    shutil.move(old, os.path.join(ledger.path, name))
            # SQLite keeps its log beside the file that the link names.
            os.symlink(os.path.join(ledger.path, LEDGER[0]), office.path("spool/.state", LEDGER[0]))
        os.sync()
        kills.live(fault, office)
        for medium in media:
            medium.cut()
        return cuts.recover(office, fault.recorded.facts)
    finally:
        for medium in media:
            medium.unmount()


def sweep(faults, program, place, split):
    spool = Medium(os.path.join(place, "spool"))
    ledger = Medium(os.path.join(place, "ledger")) if split else None
    try:
        for fault in faults:
            yield fault, examine(fault, program, spool, ledger)
    finally:
        for medium in filter(None, (spool, ledger)):
            medium.remove()
