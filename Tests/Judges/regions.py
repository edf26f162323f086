"""A certified copy as forgers see it, and its regions: where a flipped byte must be noticed."""
import io
import re

from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

LEADER, SEAL = "ChungThucLanhDao", "ChungThucConDau"


class Copy:
    def __init__(self, data):
        self.data = data
        self.reader = PdfFileReader(io.BytesIO(data))
        self.signatures = {s.field_name: s for s in self.reader.embedded_signatures}

    def contents(self, field):
        """Where the hexadecimal digits of a signature begin, and its octets."""
        covered = [int(number) for number in self.signatures[field].sig_object.raw_get("/ByteRange")]
        start = covered[1] + 1
        return start, bytes.fromhex(self.data[start:covered[2] - 1].decode())

    def end(self, field):
        covered = [int(number) for number in self.signatures[field].sig_object.raw_get("/ByteRange")]
        return covered[2] + covered[3]

    def stream(self, reference):
        """Where the raw data of a stream lie."""
        reference = getattr(reference, "reference", reference)
        offset = self.reader.xrefs[reference]
        if not isinstance(offset, int):
            return None
        start = re.compile(rb"stream\r?\n").search(self.data, offset).end()
        return start, len(self.reader.get_object(reference)._encoded_data or self.reader.get_object(reference).encoded_data)


def regions(copy):
    """Names, and the offset of a byte for each."""
    data = copy.data
    yield "header", data.index(b"%PDF-1.") + 7
    pages = list(leaves(copy.reader.root["/Pages"]))
    for name, page in [("the original's content", pages[0]), ("the attestation's content", pages[-1])]:
        content = page.raw_get("/Contents") if "/Contents" in page else None
        if isinstance(content, generic.ArrayObject):
            content = content.raw_get(0)
        place = content is not None and copy.stream(content)
        if place:
            yield name, place[0] + place[1] // 2
    yield "a field's name", data.index(b"(ChungThucSo)") + 5
    yield "a field's place", data.index(b"/Rect [", data.index(b"/FT /Tx") - 300) + 7
    for field, title in [(LEADER, "leader"), (SEAL, "seal")]:
        start, octets = copy.contents(field)
        dictionary = data.rindex(b"/Type /Sig", 0, start)
        yield f"{title}: SubFilter", data.index(b"CAdES", dictionary) + 1
        yield f"{title}: ByteRange", data.index(b"/ByteRange [0 ", dictionary) + 14
        yield f"{title}: time of signing", data.index(b"/M (D:20", start) + 9
        info = cms.ContentInfo.load(octets)
        signed = info["content"]
        signer = signed["signer_infos"][0]
        parts = [
            ("signed attributes", signer["signed_attrs"].dump()[4:]),
            ("signature value", signer["signature"].native),
            # Certificates name the same algorithm: the one between the attributes and the value is meant.
            ("signature algorithm", signer["signature_algorithm"].dump() + signer["signature"].dump()[:4]),
            ("a certificate", signed["certificates"][0].chosen.dump()),
            ("the signer's certificate", own_certificate(signed)),
        ]
        for attribute in signer["unsigned_attrs"] or []:
            if attribute["type"].native == "signature_time_stamp_token":
                token = attribute["values"][0]
                stamp = token["content"]
                parts += [
                    ("timestamp's content", stamp["encap_content_info"]["content"].parsed.dump()),
                    ("timestamp's signature", stamp["signer_infos"][0]["signature"].native),
                    ("timestamp's certificate", own_certificate(stamp)),
                ]
        for name, part in parts:
            middle = 6 if name == "signature algorithm" else len(part) // 2
            yield f"{title}: {name}", start + 2 * (octets.index(part) + middle)
        yield f"{title}: zeros behind the CMS", start + 2 * (len(info.dump()) + 8)
        yield f"{title}: the end's xref", data.rindex(b"xref", 0, data.rindex(b"startxref", 0, copy.end(field))) + 12
        yield f"{title}: Size", data.rindex(b"/Size", 0, copy.end(field)) + 6
        yield f"{title}: startxref", data.rindex(b"startxref", 0, copy.end(field)) + 11
        yield f"{title}: between two objects", data.index(b"endobj", start) + 6
    store = copy.reader.root["/DSS"] if "/DSS" in copy.reader.root else {}
    for key in ["/Certs", "/OCSPs", "/CRLs"]:
        for index in range(len(store[key]) if key in store else 0):
            place = copy.stream(store[key].raw_get(index))
            if place:
                yield f"DSS: {key[1:]} {index}", place[0] + place[1] // 2
    for name, signature in copy.signatures.items():
        if name not in (LEADER, SEAL):
            start, octets = copy.contents(name)
            stamp = cms.ContentInfo.load(octets)["content"]
            yield "document timestamp: signature", start + 2 * octets.index(stamp["signer_infos"][0]["signature"].native)


def own_certificate(signed):
    """Of the signer, DER."""
    number = signed["signer_infos"][0]["sid"].chosen["serial_number"].native
    return next(c.chosen for c in signed["certificates"] if c.chosen.serial_number == number).dump()


def leaves(node):
    if "/Kids" not in node:
        yield node
    else:
        for kid in node["/Kids"]:
            kid = kid.get_object()
            yield from leaves(kid)


def flips(copy):
    for region, offset in regions(copy):
        changed = bytearray(copy.data)
        digit = chr(changed[offset])
        # A hexadecimal digit stays one, lest the string as a whole become unreadable.
        changed[offset] = ord(f"{int(digit, 16) ^ 1:x}") if digit in "abcdef" else changed[offset] ^ 1
        yield f"flip, {region}", bytes(changed)
