"""PDF/A and PDF/UA for the tests: makes small conforming files, and has two validators that are not ours judge others.

    archive.py make DIRECTORY            one file for each claim and output intent, named for both
    archive.py certify FILE RESULT …     as their author's: certified, without anything to see, forms may be filled in
    archive.py judge FILE …              a line of JSON for each file: the rules that it breaks, by each validator

The claim is in the file's name. The validators: page (PDF/A-1, -2 and -3 at every level, PDF/UA-1), and Apache PDFBox's Preflight
for 1b. Each rule's name leads to its clause: CIDSET ISO 19005-1, 6.3.5; SMASK 6.4; DEVICE-RGB 6.2.3.3 and ISO 19005-2,
6.2.4.3; TRANSPARENCY-GROUP-CS 6.2.10; STREAM-LENGTH 6.1.7.1; SIGNATURE-BYTERANGE 6.4.3.
"""
import json
import pathlib
import re
import struct
import subprocess
import sys

JARS = ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api"]
# Part and level, the output intent's colours, and further traits.
KINDS = [
    ("1b", "rgb"), ("1b", "cmyk"), ("1b", "gray"), ("1b", "none"), ("1a", "rgb"),
    ("2b", "rgb"), ("2b", "cmyk"), ("2b", "none"), ("2u", "gray"), ("2a", "rgb"), ("3b", "rgb"), ("3a", "cmyk"),
    # PDF/UA, the second with a parent tree that has branches.
    ("ua1", "rgb"), ("ua1", "gray"),
]
SPACES = {"rgb": (b"RGB ", 3, "1 0 0 rg"), "cmyk": (b"CMYK", 4, "0 1 1 0 k"), "gray": (b"GRAY", 1, "0.5 g")}


def profile(space):
    """An ICC profile (ICC.1:2001-04): white point and what its class must have, as short as it can be."""
    def xyz(x, y, z):
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in (x, y, z)))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"Test\0" + bytes(78) + b"\0"
    tags = {b"desc": text, b"cprt": b"text\0\0\0\0none\0\0\0\0", b"wtpt": xyz(0.9642, 1, 0.8249)}
    if space == b"RGB ":
        tags |= {b"rXYZ": xyz(0.436, 0.2225, 0.0139), b"gXYZ": xyz(0.3851, 0.7169, 0.0971),
                 b"bXYZ": xyz(0.1431, 0.0606, 0.7141), b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    elif space == b"GRAY":
        tags |= {b"kTRC": curve}
    else:
        # Every ink to black, by two grid points.
        grid = struct.pack(">4B", 4, 3, 2, 0) + struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
        ramp = struct.pack(">2H", 0, 65535)
        table = b"mft2\0\0\0\0" + grid + struct.pack(">2H", 2, 2) + ramp * 4
        table += b"".join(struct.pack(">3H", max(0, 65280 - 16320 * bin(i).count("1")), 32768, 32768) for i in range(16))
        tags |= {b"A2B0": table + ramp * 3, b"B2A0": table + ramp * 3, b"gamt": table + ramp * 3}
    data, entries = b"", b""
    offset = 128 + 4 + 12 * len(tags)
    for name, body in tags.items():
        entries += name + struct.pack(">2I", offset + len(data), len(body))
        data += body + bytes(-len(body) % 4)
    kind, pcs = (b"prtr", b"Lab ") if space == b"CMYK" else (b"mntr", b"XYZ ")
    header = struct.pack(">I4sI4s4s4s6H4s4sI4s4sQI3i4s", offset + len(data), b"none", 0x02400000, kind, space, pcs,
                         2026, 1, 1, 0, 0, 0, b"acsp", b"APPL", 0, b"none", b"none", 0, 0, 63190, 65536, 54061, b"none")
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + entries + data


def metadata(claim):
    identity = '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">' \
        "<pdfuaid:part>1</pdfuaid:part></rdf:Description>" if claim == "ua1" else \
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">' \
        f"<pdfaid:part>{claim[0]}</pdfaid:part><pdfaid:conformance>{claim[1].upper()}</pdfaid:conformance></rdf:Description>"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{identity}
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">Archive</rdf:li></rdf:Alt></dc:title></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def stream(entries, data):
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def document(claim, space):
    """A red square; what is tagged has it as a figure."""
    tagged = claim[1] == "a"  # 1a, 2a, 3a, ua1
    branched = tagged and space == "gray"
    tree = "/Nums [0 [9 0 R]]"
    colour = SPACES[space][2] if space in SPACES else "/Cs cs 1 0 0 sc"
    drawing = f"{colour} 72 700 100 72 re f"
    if tagged:
        drawing = f"/Figure << /MCID 0 >> BDC {drawing} EMC"
    resources = "" if space in SPACES else \
        "/ColorSpace << /Cs [/CalRGB << /WhitePoint [0.9505 1 1.089] /Gamma [2.2 2.2 2.2] >>] >>"
    catalog = "<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R"
    if space in SPACES:
        catalog += " /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (Test) " \
                   "/Info (Test) /DestOutputProfile 6 0 R >>]"
    if tagged:
        catalog += " /MarkInfo << /Marked true >> /StructTreeRoot 7 0 R /Lang (vi) " \
                   "/ViewerPreferences << /DisplayDocTitle true >>"
    objects = [
        (catalog + " >>").encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >>"
         + (" /StructParents 0 /Tabs /S" if tagged else "") + " >>").encode(),
        stream("", drawing.encode()),
        stream("/Type /Metadata /Subtype /XML", metadata(claim)),
        stream(f"/N {SPACES[space][1]}", profile(SPACES[space][0])) if space in SPACES else b"null",
        b"<< /Type /StructTreeRoot /K 8 0 R /ParentTree 10 0 R /ParentTreeNextKey 1 >>" if branched else
        f"<< /Type /StructTreeRoot /K [8 0 R] /ParentTree << {tree} >> >>".encode(),
        b"<< /Type /StructElem /S /Document /P 7 0 R /K [9 0 R] >>",
        b"<< /Type /StructElem /S /Figure /P 8 0 R /Pg 3 0 R /K 0 /Alt (A square) "
        b"/A << /O /Layout /BBox [72 700 172 772] >> >>",
        b"<< /Kids [11 0 R] >>",
        f"<< /Limits [0 0] {tree} >>".encode(),
    ]
    objects = objects if branched else objects[:9] if tagged else objects[:6]
    version = b"1.4" if claim[0] == "1" else b"1.7"
    file = b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n"
    rows = b"0000000000 65535 f \n"
    for number, body in enumerate(objects, 1):
        rows += b"%010d 00000 n \n" % len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return file + b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R /ID [<00112233> <00112233>] >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, rows, len(objects) + 1, len(file))


def preflight(file):
    """What PDFBox's Preflight says of a file that claims 1b."""
    jars = ":".join(f"/usr/share/java/{name}.jar" for name in JARS)
    done = subprocess.run(["java", "-cp", jars, "org.apache.pdfbox.preflight.Validator_A1b", file], capture_output=True, text=True)
    if "is a valid PDF/A-1b file" in done.stdout:
        return []
    return (done.stdout + done.stderr).splitlines()


def judge(file):
    claim = re.search(r"(ua1|[123][abu])-\w+\.pdf$", file)[1]
    failures = [f"{failure.rule_id}: {failure.message}" for failure in page.validate_pdf(file, profile=claim).failures]
    print(json.dumps({"file": file, "page": failures, "preflight": preflight(file) if claim == "1b" else None}))


def certify(files):
    import logging
    import tempfile

    logging.disable(logging.CRITICAL)
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec

    with tempfile.TemporaryDirectory() as folder:
        key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-subj",
             "/CN=Tac gia", "-addext", "keyUsage=digitalSignature,nonRepudiation"], check=True, capture_output=True)
        author = signers.SimpleSigner.load(key, certificate)
    for original, result in zip(files[::2], files[1::2]):
        with open(original, "rb") as file, open(result, "wb") as output:
            metadata = signers.PdfSignatureMetadata(
                field_name="TacGia", certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
            signers.sign_pdf(IncrementalPdfFileWriter(file), metadata, signer=author, output=output,
                             new_field_spec=SigFieldSpec("TacGia", on_page=0))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        for claim, space in KINDS:
            (pathlib.Path(sys.argv[2]) / f"{claim}-{space}.pdf").write_bytes(document(claim, space))
    elif sys.argv[1] == "certify":
        certify(sys.argv[2:])
    else:
        import page

        for file in sys.argv[2:]:
            judge(file)
