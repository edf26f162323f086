"""Takes every PDF of a folder through the whole way of an office and judges each certified copy: `make corpus`.

    corpus.py PROGRAM FOLDER [--only PATTERN …] [--keep DIRECTORY]

Each file is submitted, signed and stamped by commands beside one daemon in a demo workspace of its own. A refusal must
have exit code 65 and a code of its own; judge.py says what must hold of a certified copy. Prints a table of file
classes and outcomes, the files that a viewer opens but the office refused, and the violations. Exit 1 on any
violation, or if fewer than 99 % are certified of the files that poppler opens and no rule forbids.

`--only` takes files whose path contains the pattern; `--keep` leaves workspace and copies there to be looked at.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import json
import multiprocessing
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import judge
from classes import file_class, viewer_opens

WORKERS = 2
SLOWEST = 10.0
# A command that has not ended by then hangs.
PATIENCE = 60.0
SHARE = 0.99
# What the office refuses by rule, whatever a viewer makes of it.
BY_RULE = {
    "not-a-pdf", "empty-file", "file-too-large", "pdf-encrypted", "pdf-no-pages", "pdf-xfa-form", "pdf-signed-and-damaged",
    "pdf-further-signatures-forbidden", "pdf-form-locked", "pdf-page-too-large",
}


# Active content: taken in here, so that files with attachments are certified and judged like any others.
ALLOWED = "javascript, launch, open-actions, embedded-files, rich-media, hidden-layers"


class Office:
    """A demo workspace with its daemon."""

    def __init__(self, program, workspace):
        self.program, self.workspace = program, workspace
        subprocess.run([program, "init", "--demo", workspace], check=True, capture_output=True)
        # What is refused by default tells nothing of how well the rest is certified.
        pipeline = next((workspace / "pipelines").glob("*.yaml"))
        pipeline.write_text(pipeline.read_text().replace("intake:\n", f"intake:\n  allow: [{ALLOWED}]\n"))
        with open(workspace / "daemon.log", "wb") as log:
            self.daemon = subprocess.Popen([program, "run", "--workspace", workspace], stderr=log)

    def command(self, *arguments):
        """Exit code, the first JSON record printed, and the seconds it took."""
        start = time.monotonic()
        try:
            done = subprocess.run(
                [self.program, *arguments, "--json", "--workspace", self.workspace], capture_output=True,
                timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return None, {}, time.monotonic() - start
        lines = (done.stdout or done.stderr).decode().splitlines()
        try:
            record = json.loads(lines[0]) if lines else {}
        except ValueError:
            record = {"code": lines[0]}
        return done.returncode, record, time.monotonic() - start

    def close(self):
        self.daemon.terminate()
        return self.daemon.wait(PATIENCE)


def certify(office, path, copies):
    """The way of one file: outcome, reason, violations, and the copies to judge."""
    way = {"path": path, "outcome": "refused", "reason": "", "violations": [], "seconds": 0.0}
    status, record, seconds = office.command("submit", path, "--again", "--type", "giay-to-khac", "--email", "a@example.vn")
    way["seconds"] = seconds
    if status != 0:
        way["reason"] = record.get("code", "")
        way["message"] = record.get("messageEnglish", "")
        if status != 65 or not way["reason"]:
            way["violations"].append(f"submit ended with {status}: {record}")
        return way
    code = record["code"]
    way["outcome"] = "repaired and certified" if record["repaired"] else "certified"
    # What the copy must begin with.
    way["base"] = copies / f"{code}.base.pdf"
    shutil.copyfile(office.workspace / record["path"], way["base"])
    if not record["repaired"] and way["base"].read_bytes() != path.read_bytes():
        way["violations"].append("the scan's bytes changed at intake")
    if record["repaired"] and not keeps_original(office, code, path):
        way["violations"].append("the original of a repaired scan is not kept")
    for step in ("sign", "stamp"):
        status, record, seconds = office.command(step, code)
        way["seconds"] = max(way["seconds"], seconds)
        if status != 0:
            way["outcome"], way["reason"] = "refused", record.get("code", "")
            way["message"] = record.get("messageEnglish", "")
            if status != 65 or not way["reason"]:
                way["violations"].append(f"{step} ended with {status}: {record}")
            return way
    # Delivered in the meantime: the file may be on its way from one folder to the next.
    deadline = time.monotonic() + PATIENCE
    while record["state"] != "delivered" and time.monotonic() < deadline:
        time.sleep(0.05)
        _, record, _ = office.command("show", code)
    way["copy"] = copies / f"{code}.pdf"
    shutil.copyfile(office.workspace / record["path"], way["copy"])
    return way


def keeps_original(office, code, path):
    digest = hashlib.sha256(path.read_bytes()).digest()
    kept = (office.workspace / "spool/.state/kept").glob(f"{code}*.pdf")
    return any(hashlib.sha256(file.read_bytes()).digest() == digest for file in kept)


def process(office, path, copies, pool):
    way = certify(office, path, copies)
    if way["seconds"] > SLOWEST:
        way["violations"].append(f"took {way['seconds']:.1f} s")
    way["class"] = file_class(path)
    way["opens"] = viewer_opens(path)
    if "copy" in way:
        root = office.workspace / "pki/root.pem"
        found = pool.submit(judge.judge, path, way["base"], way["copy"], root, office.database)
        way["violations"] += found.result()
    print("." if not way["violations"] else "!", end="", flush=True)
    return way


def trust(root, folder):
    """An NSS database for pdfsig that trusts the office's root."""
    database = f"sql:{folder}"
    folder.mkdir()
    subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True)
    subprocess.run(["certutil", "-A", "-n", "root", "-t", "C,C,C", "-i", root, "-d", database], check=True)
    return folder


def report(ways):
    outcomes = ["certified", "repaired and certified", "refused"]
    counts = collections.Counter((way["class"], way["outcome"]) for way in ways)
    classes = sorted({way["class"] for way in ways}) + ["all"]
    for way in ways:
        counts["all", way["outcome"]] += 1
    print(f"\n\n{'file class':<34}" + "".join(f"{outcome:>24}" for outcome in outcomes))
    for name in classes:
        print(f"{name:<34}" + "".join(f"{counts[name, outcome]:>24}" for outcome in outcomes))
    print("\nrefused by reason")
    for reason, count in collections.Counter(way["reason"] for way in ways if way["outcome"] == "refused").most_common():
        print(f"  {reason:<40}{count:>6}")
    asked = [way for way in ways if way["opens"] and way["class"] != "encrypted" and way["reason"] not in BY_RULE]
    lost = [way for way in asked if way["outcome"] == "refused"]
    if lost:
        print("\nopened by poppler, not certified")
        for way in lost:
            print(f"  {way['path']}: {way['reason']}: {way.get('message', '')}")
    violations = [(way["path"], violation) for way in ways for violation in way["violations"]]
    if violations:
        print("\nviolations")
        for path, violation in violations:
            print(f"  {path}: {violation}")
    share = 1 - len(lost) / len(asked) if asked else 1.0
    slowest = max(ways, key=lambda way: way["seconds"])
    print(f"\n{len(ways)} files; of {len(asked)} that poppler opens and no rule forbids {share:.2%} certified; "
          f"{len(violations)} violations; the slowest step took {slowest['seconds']:.1f} s ({slowest['path'].name})")
    return not violations and share >= SHARE


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--only", nargs="+", default=[""])
    arguments.add_argument("--keep", type=pathlib.Path)
    arguments = arguments.parse_args()
    files = sorted(
        path.resolve() for path in arguments.folder.rglob("*")
        if path.suffix.lower() == ".pdf" and path.is_file() and any(part in str(path) for part in arguments.only))
    if not files:
        sys.exit(f"corpus.py: no PDF files in {arguments.folder}")
    place = arguments.keep or pathlib.Path(tempfile.mkdtemp(prefix="chungthuc-corpus-"))
    copies = place / "copies"
    copies.mkdir(parents=True)
    try:
        office = Office(arguments.program.resolve(), place / "office")
        office.database = trust(office.workspace / "pki/root.pem", place / "nss")
        with concurrent.futures.ProcessPoolExecutor(WORKERS, multiprocessing.get_context("spawn")) as pool, \
                concurrent.futures.ThreadPoolExecutor(WORKERS) as threads:
            ways = list(threads.map(lambda path: process(office, path, copies, pool), files))
        status = office.daemon.poll()
        healthy = status is None and office.close() == 0
        if not healthy:
            print(f"\nthe daemon ended by itself or badly: {status}", file=sys.stderr)
        sys.exit(0 if report(ways) and healthy else 1)
    finally:
        if arguments.keep is None:
            shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
