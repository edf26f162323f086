"""What must hold of a certified copy, by qpdf, poppler and pyHanko."""
import hashlib
import logging
import re
import signal
import subprocess

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)

PATIENCE = 120
# Enough to see a mark that moved or vanished.
RESOLUTION = "40"
# Of a colour's channels, out of 255; and pixels of that colour, of which seal and signature have hundreds.
CONTRAST = 60
MARK = 50
LEVELS = ["NONE", "LTA_UPDATES", "FORM_FILLING", "ANNOTATIONS", "OTHER"]


class Overtime(Exception):
    pass


def judge(source, base, copy, root, database):
    """Violations, in words.

    source: the file as it was dropped; base: as it went to the desk, the same or repaired; copy: certified.
    """
    violations = []

    def overtime(*_):
        raise Overtime

    signal.signal(signal.SIGALRM, overtime)
    for check in (beginning, structure, signatures, poppler_signatures, pictures, attestation):
        signal.alarm(PATIENCE)
        try:
            violations += check(source, base, copy, root, database)
        except Overtime:
            violations.append(f"{check.__name__}: not judged within {PATIENCE} s")
        except Exception as error:  # A judge that stumbles over a copy has said something of it.
            violations.append(f"{check.__name__}: {error!r}")
        finally:
            signal.alarm(0)
    return violations


def beginning(_, base, copy, *__):
    return [] if copy.read_bytes().startswith(base.read_bytes()) else ["does not begin with the input's bytes"]


def structure(_, base, copy, *__):
    def check(path):
        return subprocess.run(["qpdf", "--check", path], capture_output=True)

    before, after = check(base), check(copy)
    if after.returncode <= before.returncode:
        return []
    return [f"qpdf --check: {before.returncode} became {after.returncode}: {after.stderr[-300:].decode('latin-1')}"]


def verdicts(path, root, strict):
    """What pyHanko says of each signature, in order."""
    context = ValidationContext(trust_roots=[load_cert_from_pemder(root)], allow_fetching=False)
    found = []
    with open(path, "rb") as file:
        for signature in PdfFileReader(file, strict=strict).embedded_signatures:
            try:
                status = validate_pdf_signature(signature, context)
            except Exception as error:
                found.append({"failure": repr(error)})
                continue
            level = status.modification_level
            found.append({
                "failure": None, "intact": status.intact and status.valid, "trusted": status.trusted,
                "sound": status.bottom_line, "docmdp": status.docmdp_ok,
                "whole": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
                "revision": status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION,
                "level": LEVELS.index(level.name) if level is not None else len(LEVELS),
            })
    return found


def signatures(_, base, copy, root, *__):
    strict = True
    try:
        before = verdicts(base, root, strict)
    except Exception:
        # What cannot be read strictly as it was may be read strictly with our section at its end; or else leniently.
        before = []
    try:
        after = verdicts(copy, root, strict)
    except Exception:
        strict = False
        before = verdicts(base, root, strict)
        after = verdicts(copy, root, strict)
    manner = "" if strict else " (read leniently)"
    violations = [f"pyHanko, signature {number}{manner}: {was} became {now}"
                  for number, (was, now) in enumerate(zip(before, after)) if not is_as_good(was, now)]
    ours = after[len(before):]
    if len(ours) != 2:
        return violations + [f"pyHanko finds {len(ours)} signatures of ours{manner}"]
    leader, seal = ours
    for name, verdict in (("leader's", leader), ("seal's", seal)):
        if verdict["failure"] or not (verdict["intact"] and verdict["trusted"] and verdict["sound"]):
            violations.append(f"pyHanko, the {name} signature{manner}: {verdict}")
    if not leader["failure"] and leader["level"] > LEVELS.index("FORM_FILLING"):
        violations.append(f"pyHanko, changes after the leader's signature{manner}: {leader}")
    if not seal["failure"] and not (seal["whole"] and seal["level"] == 0):
        violations.append(f"pyHanko, coverage of the seal's signature{manner}: {seal}")
    return violations


def is_as_good(was, now):
    """An earlier signature no longer covers the whole file; what it covers must be as sound, and what came later
    explained."""
    if was["failure"]:
        return now["failure"] == was["failure"]
    keys = ["failure", "intact", "trusted", "sound", "revision", "docmdp"]
    return all(now.get(key) == was[key] for key in keys) and now["level"] <= max(was["level"], LEVELS.index("FORM_FILLING"))


def poppler_signatures(_, base, copy, __, database):
    def said(path):
        done = subprocess.run(["pdfsig", "-nssdir", database, path], capture_output=True, timeout=PATIENCE // 6)
        words = done.stdout.decode("utf-8", "replace")
        return re.findall(r"- Signature Validation: (.*)", words), re.findall(r"- Certificate Validation: (.*)", words)

    try:
        before = said(base)[0]
    except subprocess.TimeoutExpired:
        # pdfsig hangs on a field that is its own ancestor: on the input as on the copy.
        return []
    validity, trust = said(copy)
    unsigned = "Signature has not yet been verified."
    violations = []
    if [word for word in validity[:len(before)] if word != unsigned] != [word for word in before if word != unsigned]:
        violations.append(f"pdfsig: {before} became {validity}")
    if validity.count("Signature is Valid.") - before.count("Signature is Valid.") != 2:
        violations.append(f"pdfsig: {validity}")
    if trust.count("Certificate is Trusted.") != 2:
        violations.append(f"pdfsig: {trust}")
    return violations


def pictures(source, base, copy, *_):
    """Every page of the file as it was dropped looks the same in the copy, pixel for pixel. What poppler does not show
    of the file as it was has no look."""
    try:
        pages = {path: page_count(path) for path in (source, base, copy)}
    except subprocess.TimeoutExpired:
        # poppler goes round in circles, in the file as it was.
        return []
    violations = []
    # A page cannot be added to what is signed: the attestation is on the last one.
    added = 0 if is_signed(base) else 1
    if pages[source] not in (0, pages[base]) or pages[copy] != pages[base] + added:
        violations.append(f"pages: {pages[source]} dropped, {pages[base]} on the desk, {pages[copy]} certified")
    try:
        before = drawn(source, pages[source])
    except subprocess.TimeoutExpired:
        return violations
    after = drawn(copy, pages[source])
    if not added:
        before, after = before[:-1], after[:-1]
    differing = [number for number, (a, b) in enumerate(zip(before, after), 1) if a is not None and a != b]
    if differing or len(before) != len(after):
        where = "" if source.read_bytes() == base.read_bytes() else \
            " (repair did it)" if drawn(base, pages[base]) == after else " (after repair)"
        violations.append(f"pages look different{where}: {differing[:5]}, {len(before)} and {len(after)} drawn")
    return violations


def attestation(_, base, copy, *__):
    """The last page shows the demo's blue signature and its red seal; the text in between is black. Nothing is shown on
    what its author certified."""
    pages = page_count(copy)
    shown = marks(copy, pages)
    if pages == page_count(base):
        shown = [after - before for before, after in zip(marks(base, pages), shown)]
        if b"/DocMDP" in base.read_bytes():
            return [f"something is shown on a certified page: {shown}"] if any(shown) else []
    return [f"the attestation shows no {name}: {count} pixels" for name, count in zip(("seal", "signature"), shown)
            if count < MARK]


def marks(path, page):
    """Red and blue pixels of a page."""
    command = ["pdftoppm", "-r", RESOLUTION, "-f", str(page), "-l", str(page), path]
    picture = subprocess.run(command, capture_output=True, timeout=PATIENCE // 3).stdout
    pixels = picture.split(b"\n", 3)[3]
    reds = blues = 0
    for red, green, blue in zip(pixels[0::3], pixels[1::3], pixels[2::3]):
        reds += red > blue + CONTRAST and red > green + CONTRAST
        blues += blue > red + CONTRAST
    return [reds, blues]


def is_signed(path):
    """Whether people signed it, by poppler: a signature behind usage rights is nobody's."""
    if re.search(rb"/ByteRange\s*\[", path.read_bytes()) is None:
        return False
    words = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, timeout=PATIENCE // 6).stdout
    return b"Signature #1" in words


def page_count(path):
    words = subprocess.run(["pdfinfo", path], capture_output=True, timeout=PATIENCE // 6).stdout
    found = re.search(rb"^Pages: +(\d+)", words, re.M)
    return int(found[1]) if found else 0


def drawn(path, pages):
    """Hashes of the pages' pictures; None for a page of no size."""
    if pages == 0:
        return []
    command = ["timeout", str(PATIENCE // 3), "pdftoppm", "-r", RESOLUTION, "-l", str(pages), path]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    hashes = []
    while process.stdout.readline():  # P6
        size = process.stdout.readline()
        width, height = map(int, size.split())
        process.stdout.readline()  # 255
        digest = hashlib.sha256(size + process.stdout.read(width * height * 3)).digest()
        hashes.append(digest if width * height > 1 else None)
    if process.wait() == 124:
        raise subprocess.TimeoutExpired(command, PATIENCE // 3)
    return hashes
