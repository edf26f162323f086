"""Makes broken and hostile PDFs of sound ones, the same ones for the same seed."""
import random
import re
import zlib

NUMBERS = [b"0", b"-1", b"1", b"65535", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"9" * 30, b"1e99", b"0.0"]
WORDS = [
    b"/Kids", b"/Parent", b"/Length", b"/Filter", b"/FlateDecode", b"/LZWDecode", b"/ASCII85Decode", b"/Type", b"/Page",
    b"/Pages", b"/Catalog", b"/ObjStm", b"/XRef", b"/Prev", b"/Encrypt", b"/AcroForm", b"/Annots", b"obj", b"endobj",
    b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"%%EOF", b"<<", b">>", b"[", b"]", b"null", b"R",
]


def flip(chance, data):
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def cut(chance, data):
    start = chance.randrange(len(data))
    del data[start:start + chance.randint(1, max(1, len(data) // 4))]


def double(chance, data):
    start = chance.randrange(len(data))
    piece = data[start:start + chance.randint(1, 4096)]
    place = chance.randrange(len(data))
    data[place:place] = piece * chance.randint(1, 20)


def number(chance, data):
    found = list(re.finditer(rb"\d+", bytes(data)))
    for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 8))), key=lambda m: -m.start()):
        data[match.start():match.end()] = chance.choice(NUMBERS + [str(chance.randint(0, 60)).encode()])


def word(chance, data):
    found = list(re.finditer(rb"/?[A-Za-z<>\[\]%]{2,}", bytes(data)))
    for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 5))), key=lambda m: -m.start()):
        data[match.start():match.end()] = chance.choice(WORDS)


def truncate(chance, data):
    del data[chance.randint(1, len(data)):]


def splice(chance, data, other):
    start = chance.randrange(len(other))
    place = chance.randrange(len(data))
    data[place:place + chance.randint(0, 2000)] = other[start:start + chance.randint(1, 8000)]


def mutated(seed, index, files):
    """The mutant of this number: one to four changes of one of the files."""
    chance = random.Random(f"{seed} {index}")
    data = bytearray(chance.choice(files))
    for _ in range(chance.randint(1, 4)):
        if not data:
            break
        change = chance.choice([flip, cut, double, number, number, word, truncate, splice])
        if change is splice:
            splice(chance, data, chance.choice(files))
        else:
            change(chance, data)
    # Most are still taken for PDFs; each is another file, so that none is refused as a duplicate.
    if chance.random() < 0.95 and not data.startswith(b"%PDF-"):
        data[:0] = b"%PDF-1.7\n"
    return bytes(data) + b"\n%% %d\n" % index


def document(objects):
    """A PDF of the bodies by number; the first is the catalog."""
    out, rows = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        rows[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    last, start = max(objects), len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        out += b"%010d 00000 %s \n" % (rows.get(number, 0), b"n" if number in rows else b"f")
    return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, start)


def packed(mebibytes):
    """Blanks, packed twice. After a full flush nothing refers back: one packed mebibyte serves again and again."""
    packer = zlib.compressobj(9)
    once = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    data = zlib.compress(once + (packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)) * mebibytes, 9)
    return stream(data, b"/Filter [/FlateDecode /FlateDecode]")


def stream(data, entries=b""):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def form(data, drawn):
    return stream(data, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A %d 0 R >> >>" % drawn)


def bombs():
    """By name: what is built to kill a reader, and must be refused with its reason. Each must be refused."""
    catalog, pages = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R >>"
    plain = {1: catalog, 2: pages, 3: page % (595, 842)}
    page_drawing = (page % (595, 842))[:-2] + b"/Resources << /XObject << /A 5 0 R >> >> >>"
    deep = {
        number: b"<< /Type /Pages /Kids [%s] /Count 1 >>" % (b"%d 0 R " % (number + 1) * 30)
        for number in range(2, 12)
    }
    forms = {
        number: form(b"/A Do\n" * 10, number + 1) for number in range(5, 20)
    }
    return {
        "forms.pdf": document(plain | {3: page_drawing, 4: stream(b"/A Do")} | forms | {20: form(b"0 0 m 9 9 l S", 20)}),
        "page-200000.pdf": document(plain | {3: page % (200_000, 200_000), 4: packed(0)}),
        "memory.pdf": document(plain | {4: packed(1500)}),
        "pages.pdf": document({1: catalog} | deep | {12: b"<< /Type /Page /MediaBox [0 0 9 9] >>"}),
        "objects.pdf": document(plain | {number: b"0" for number in range(5, 300_000)}),
    }
