"""A recording of the mutating system calls of one program run, made by strace(1)."""

import re
import subprocess
from dataclasses import dataclass

CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,rename,renameat,"
    "renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,ftruncate,truncate,fallocate,link,linkat,symlink,symlinkat,"
    "copy_file_range,sendfile,fchmod,fchmodat"
)

_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")
_FINISHED = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+|\?)(.*)$", re.S)
_UNFINISHED = re.compile(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$", re.S)
_RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$", re.S)


@dataclass
class Call:
    """One system call that succeeded. Paths are absolute."""

    thread: str
    name: str
    arguments: list
    result: int
    opened: str | None
    """The path of the descriptor that the call returned."""


def text(token):
    """A string argument, or the path of a descriptor argument."""
    start, end = (token.index("<") + 1, token.rindex(">")) if "<" in token else (token.index('"') + 1, token.rindex('"'))
    return raw(token[start:end])


def raw(escaped):
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), escaped.encode()).decode(errors="surrogateescape")


def data(token):
    """The bytes of a buffer argument; strace was told to print all of them."""
    if not token.endswith('"'):
        raise ValueError(f"a buffer was cut off: {token[-20:]}")
    return bytes.fromhex(token[1:-1].replace("\\x", ""))


def record(command, log, environment=None):
    """Runs a command under strace; returns its exit code, its output, and the calls in the order of their ends."""
    options = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-xx", "-s", "100000000", "-e", f"trace={CALLS}"]
    run = subprocess.run(options + ["-o", log, *command], capture_output=True, env=environment)
    return run, list(parse(log))


def parse(log):
    begun = {}
    with open(log, encoding="ascii") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if match := _UNFINISHED.match(line):
                begun[match[1]] = match[3]
                continue
            if match := _RESUMED.match(line):
                line = f"{match[1]} {match[2]}({begun.pop(match[1])}{match[3]}"
            match = _FINISHED.match(line)
            if not match or match[4] == "?" or int(match[4]) < 0:
                continue
            opened = raw(match[5][1 : match[5].rindex(">")]) if match[5].startswith("<") else None
            yield Call(match[1], match[2], match[3].split(", "), int(match[4]), opened)
