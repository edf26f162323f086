"""What kind of file a PDF is, by what others say of it."""
import re
import subprocess

import judge

PATIENCE = 20


def said(*command):
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return None, b""
    return done.returncode, done.stdout + done.stderr


def viewer_opens(path):
    """Whether poppler shows pages without a password: a first page of some size."""
    status, words = said("pdfinfo", path)
    pages = re.search(rb"^Pages: +(\d+)", words, re.M)
    return status == 0 and pages is not None and int(pages[1]) > 0 and b"Page size:       0 x 0 pts" not in words


def file_class(path):
    """The first that fits: a damaged file is that, whatever else it is."""
    content = path.read_bytes()
    if not content.startswith(b"%PDF-"):
        return "no PDF at byte 0"
    status, words = said("qpdf", "--check", path)
    if b"/Encrypt" in content and (status == 2 and b"password" in words or said("qpdf", "--is-encrypted", path)[0] == 0):
        return "encrypted"
    if status != 0:
        return "damaged, with errors" if status == 2 else "damaged, with warnings"
    if judge.is_signed(path):
        return "signed"
    if b"File is linearized" in words:
        return "linearised"
    if b"/XRefStm" in content:
        return "hybrid"
    kind = "object streams" if b"/ObjStm" in content else "cross-reference stream" if b"/XRef" in content else "table"
    if b"/AcroForm" in content:
        kind += ", form"
    if content.count(b"startxref") > 1:
        kind += ", several revisions"
    return kind
