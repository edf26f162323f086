import Foundation
import TestSupport
import Testing

/// Originals that other people signed before they came to the office: made by pyHanko.
final class SignedOriginals {
    private let folder: TemporaryDirectory

    /// Each is `<name>.pdf`.
    enum Kind: String, CaseIterable {
        /// Signed, its form and page as it was; the last page has room.
        case approved
        /// The same, with a text field, on two pages.
        case form
        /// The same, its last page full.
        case full
        /// Certified by its author: nothing may change, forms may be filled in, annotations may be added.
        case sealed, fillable, annotatable
        /// Its signature locks all fields.
        case locked
        /// Signed in a field that has the name of one of ours.
        case namesake
    }

    init() throws {
        folder = try TemporaryDirectory("signed")
        for kind in Kind.allCases {
            let (pages, isFull) = (kind == .form ? 2 : 1, kind == .full)
            try Data(Self.scan(pages: pages, isFull: isFull)).write(to: URL(fileURLWithPath: plain(kind)))
        }
        let result = try Tool.run(Tool.python, ["-c", Self.script, folder.path])
        try #require(result.status == 0, "\(result.errors)")
    }

    /// The authority of those who signed.
    var root: String { folder.file("root.pem") }

    func path(_ kind: Kind) -> String { folder.file("\(kind.rawValue).pdf") }

    func bytes(_ kind: Kind) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path(kind)))) }

    private func plain(_ kind: Kind) -> String { folder.file("\(kind.rawValue)-plain.pdf") }

    private static func scan(pages: Int, isFull: Bool) -> [UInt8] {
        let lines = isFull ? Array(stride(from: 20, to: 830, by: 20)) : [760, 740, 720]
        let words = "(Van ban dien tu da ky so, dong nay dai het trang giay) Tj"
        let content = lines.map { "BT /F1 12 Tf 60 \($0) Td \(words) ET" }.joined(separator: "\n")
        let font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        let kids = (0..<pages).map { "\(4 + $0) 0 R" }.joined(separator: " ")
        return PlainPDF.bytes(
            [
                "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(pages) >>",
                "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            ]
                + (0..<pages).map { _ in
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources \(font) >>"
                })
    }

    private static let script = """
        import datetime, logging, sys
        logging.disable(logging.CRITICAL)
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import rsa
        from cryptography.x509.oid import NameOID
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers
        from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec

        folder = sys.argv[1]
        now = datetime.datetime.now(datetime.timezone.utc)
        day = datetime.timedelta(days=1)

        def certificate(name, key, issuer=None, issuer_key=None):
            subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
            usage = dict.fromkeys(('data_encipherment', 'key_agreement', 'encipher_only', 'decipher_only',
                                   'key_encipherment'), False)
            return (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer or subject)
                .public_key(key.public_key()).serial_number(x509.random_serial_number())
                .not_valid_before(now - day).not_valid_after(now + 365 * day)
                .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), True)
                .add_extension(x509.KeyUsage(digital_signature=issuer is not None,
                    content_commitment=issuer is not None, key_cert_sign=issuer is None, crl_sign=issuer is None,
                    **usage), True)
                .sign(issuer_key or key, hashes.SHA256()))

        root_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        root = certificate('Goc cua noi khac', root_key)
        person = certificate('Nguoi ky ban goc', key, root.subject, root_key)
        open(folder + '/root.pem', 'wb').write(root.public_bytes(serialization.Encoding.PEM))
        from cryptography.hazmat.primitives.serialization import pkcs12
        open(folder + '/key.p12', 'wb').write(pkcs12.serialize_key_and_certificates(
            b'x', key, person, [root], serialization.BestAvailableEncryption(b'x')))
        signer = signers.SimpleSigner.load_pkcs12(folder + '/key.p12', passphrase=b'x')

        def sign(name, perm=None, lock=None, field='TacGia'):
            with open(f'{folder}/{name}-plain.pdf', 'rb') as file:
                writer = IncrementalPdfFileWriter(file)
                if name == 'form':
                    writer.root['/AcroForm'] = writer.add_object(form(writer))
                    writer.update_root()
                fields.append_signature_field(
                    writer, SigFieldSpec(field, on_page=0, box=(60, 640, 200, 690), field_mdp_spec=lock))
                data = signers.PdfSignatureMetadata(field_name=field, md_algorithm='sha256', certify=perm is not None,
                                                    docmdp_permissions=perm or MDPPerm.FILL_FORMS)
                with open(f'{folder}/{name}.pdf', 'wb') as output:
                    signers.sign_pdf(writer, data, signer=signer, output=output)

        def form(writer):
            from pyhanko.pdf_utils import generic
            name, page = generic.pdf_name, writer.find_page_for_modification(0)[0]
            field = writer.add_object(generic.DictionaryObject({
                name('/FT'): name('/Tx'), name('/T'): generic.pdf_string('theirs'), name('/Subtype'): name('/Widget'),
                name('/Rect'): generic.ArrayObject(map(generic.NumberObject, (60, 600, 200, 620))),
                name('/P'): page, name('/F'): generic.NumberObject(4)}))
            page.get_object()[name('/Annots')] = generic.ArrayObject([field])
            writer.mark_update(page)
            return generic.DictionaryObject({name('/Fields'): generic.ArrayObject([field])})

        for name in ('approved', 'form', 'full'):
            sign(name)
        sign('sealed', MDPPerm.NO_CHANGES)
        sign('fillable', MDPPerm.FILL_FORMS)
        sign('annotatable', MDPPerm.ANNOTATE)
        sign('locked', lock=FieldMDPSpec(FieldMDPAction.ALL))
        sign('namesake', field='ChungThucLanhDao')
        """
}
