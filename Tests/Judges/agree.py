"""Whether `chungthuc verify` and pyHanko say the same of signed PDFs: a table, and JSON with --json.

    agree.py [--json] PROGRAM ROOT.pem FILE-or-FOLDER…

Files without a signature are passed over. For each signature both must agree on whether it holds, whether it is intact,
what it covers and what came after it. Where we are stricter on purpose, the reason stands in STRICTER; there is no list
of cases in which we accept what pyHanko does not. Exit code 1 when there is a disagreement.
"""
import json
import logging
import os
import subprocess
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)

# Our reasons (problems' codes, kinds of changes, faults) for which we refuse what pyHanko accepts.
STRICTER = {
    "unlisted": "objects behind the signed part that no table lists: viewers that look for objects themselves show them",
    "new-field": "a picture over the page that nobody signed",
    "revocation-evidence-unfit": "revocation data that its issuer did not sign proves that someone tampered",
    "hidden": "a revision stands in the file that the last one does not know, and that others would show",
}
# Where pyHanko comes to no verdict because a part of the file that was added later breaks, an earlier signature may
# hold for us; the file as a whole must not.
NO_VERDICT = "pyHanko gives the file up; not valid as a whole for us either"
COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: "whole-file",
    SignatureCoverageLevel.ENTIRE_REVISION: "earlier-revision",
}
CHANGES = {
    "NONE": "none",
    "LTA_UPDATES": "form-filling-and-signing",
    "FORM_FILLING": "form-filling-and-signing",
    "ANNOTATIONS": "other",
    "OTHER": "other",
}


def known(reader):
    """What the document security store has, as far as it can be read."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return dict(other_certs=list(store.load_certs()), ocsps=store.load_ocsps(), crls=store.load_crls())
    except Exception:
        return {}


def verdict(signature, context, codes):
    result = dict(
        field=signature.field_name, holds=False, intact=False, coverage="invalid", changes=None, words="", codes=codes)
    try:
        is_stamp = signature.sig_object.get("/Type", "/Sig") == "/DocTimeStamp"
        judge = validate_pdf_timestamp if is_stamp else validate_pdf_signature
        status = judge(signature, context)
        level = status.modification_level
        # Timestamps have no bottom line of their own; docmdp_ok is nothing where there is no rule.
        sound = status.bottom_line if not is_stamp else (
            status.intact and status.valid and status.trusted and status.docmdp_ok is not False
            and CHANGES.get(level.name if level else None) != "other")
        result.update(
            holds=bool(sound), intact=bool(status.intact and status.valid),
            coverage=COVERAGE.get(status.coverage, "invalid"), changes=CHANGES.get(level.name if level else None))
    except Exception as error:
        result["words"] = repr(error)
    return result


def theirs(path, root):
    try:
        reader = PdfFileReader(open(path, "rb"))
        context = ValidationContext(trust_roots=[root], allow_fetching=False, **known(reader))
        data = open(path, "rb").read()
        codes = ["hidden"] if data.count(b"startxref") > reader.xrefs.total_revisions else []
        return [verdict(signature, context, codes) for signature in reader.embedded_signatures]
    except Exception as error:
        return repr(error)


def ours(program, root, paths):
    """By path: a list of verdicts, or why there are none."""
    found = {path: "no answer" for path in paths}
    for start in range(0, len(paths), 100):
        command = [program, "verify", "--json", "--trust", root, *paths[start:start + 100]]
        run = subprocess.run(command, capture_output=True, text=True, cwd="/")
        for line in run.stdout.splitlines():
            document = json.loads(line)
            found[document["file"]] = [ours_of(signature) for signature in document["signatures"]]
        for line in run.stderr.splitlines():
            fault = json.loads(line)
            if fault.get("subject") in found:
                found[fault["subject"]] = fault["code"]
    return found


def ours_of(signature):
    codes = [problem["code"] for problem in signature["problems"]] + [change["kind"] for change in signature["changed"]]
    changes = signature["changes"]
    return dict(
        field=signature["field"], intact=signature["intact"], coverage=signature["coverage"],
        changes=None if changes == "unknown" else changes, codes=codes, words="",
        holds=signature["intact"] and signature["trusted"] and not signature["problems"]
        and changes in ("none", "form-filling-and-signing"))


def compare(path, mine, their):
    """Rows: file, field, ours, pyHanko's, how they agree."""
    name = os.path.basename(path)
    if isinstance(mine, str) or isinstance(their, str):
        return [(name, "", *map(summary, (mine, their)), without_verdict(mine, their))]
    rows = []
    by_field = {v["field"]: v for v in their}
    is_valid = all(v["holds"] for v in mine)
    for v in mine:
        w = by_field.pop(v["field"], None)
        if w is None:
            rows.append((name, v["field"], say(v), "not seen", "DISAGREE" if v["holds"] else "agree"))
            continue
        rows.append((name, v["field"], say(v), say(w), agreement(v, w, is_valid)))
    for field, w in by_field.items():
        rows.append((name, field, "not seen", say(w), "DISAGREE" if w["holds"] else "agree"))
    return rows


def without_verdict(mine, their):
    """Where at least one cannot read the file."""
    if not isinstance(mine, str) and any(v["holds"] for v in mine):
        return "DISAGREE" if all(v["holds"] for v in mine) else NO_VERDICT
    if not isinstance(their, str) and any(v["holds"] for v in their):
        return f"stricter: the file is refused ({mine})"
    return "agree"


def summary(side):
    return side if isinstance(side, str) else ", ".join(f"{v['field']} {say(v)}" for v in side)


def agreement(v, w, is_valid):
    if v["holds"] and not w["holds"]:
        return NO_VERDICT if "ReadError" in w["words"] and not is_valid else "DISAGREE"
    if w["holds"] and not v["holds"]:
        reasons = [STRICTER[code] for code in v["codes"] + w["codes"] if code in STRICTER]
        return f"stricter: {reasons[0]}" if reasons else "DISAGREE"
    # Where either has no verdict on a part there is nothing to compare: broken is broken.
    if v["holds"] and (v["coverage"], v["changes"]) != (w["coverage"], w["changes"]):
        return "DISAGREE"
    if v["intact"] and not w["intact"] and not w["words"]:
        return "DISAGREE"
    return "agree"


def say(v):
    if v["holds"]:
        return f"holds ({v['coverage']}, {v['changes']})"
    words = v["words"] or ", ".join(v["codes"])
    if not words:
        words = f"{'intact' if v['intact'] else 'not intact'}, {v['coverage']}, {v['changes']}"
    return words


def files(places):
    for place in places:
        if not os.path.isdir(place):
            yield os.path.abspath(place)
            continue
        for folder, _, names in sorted(os.walk(place)):
            yield from (os.path.abspath(os.path.join(folder, name)) for name in sorted(names))


def is_signed(path):
    with open(path, "rb") as file:
        data = file.read()
    return data[:1024].find(b"%PDF-") >= 0 and b"/ByteRange" in data


def main():
    arguments = sys.argv[1:]
    as_json = "--json" in arguments
    program, root, *places = [argument for argument in arguments if argument != "--json"]
    certificate = load_cert_from_pemder(root)
    paths = [path for path in files(places) if is_signed(path)]
    mine = ours(os.path.abspath(program), os.path.abspath(root), paths)
    rows = [row for path in paths for row in compare(path, mine[path], theirs(path, certificate))]
    if as_json:
        keys = ["file", "field", "ours", "pyhanko", "agreement"]
        print(json.dumps([dict(zip(keys, row)) for row in rows]))
    else:
        for row in rows:
            print("  ".join(word[:width].ljust(width) for word, width in zip(row, [44, 18, 52, 52, 90])).rstrip())
        count = [sum(row[4].startswith(word) for row in rows) for word in ("agree", "stricter", "pyHanko", "DISAGREE")]
        print(f"{len(paths)} files, {len(rows)} verdicts: {count[0]} agree, {count[1]} stricter on purpose, "
              f"{count[2]} without pyHanko's verdict, {count[3]} disagree")
    sys.exit(any(row[4] == "DISAGREE" for row in rows))


if __name__ == "__main__":
    main()
