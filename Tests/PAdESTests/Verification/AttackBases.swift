import Foundation
import PAdES
import PDF
import TestSupport
import Testing

/// Signed documents for forgers to work on: ours, and pyHanko's with rules of their own. Made once.
struct AttackBases: Sendable {
    /// Signed by the leader; the seal's field and the number's are open.
    let approved: SampleFile
    /// Signed by pyHanko over a form with the text fields `mo` and `dong`.
    private let ruled: [Rule: SampleFile]

    /// What pyHanko's signature says of what may follow.
    enum Rule: String, CaseIterable {
        /// DocMDP.
        case nothing, filling, annotations
        /// FieldMDP: all fields, only `dong`, all but `mo`.
        case all, only, allBut
    }

    static let field = "Stranger"

    private static let made = Result { try AttackBases() }

    static var shared: AttackBases { get throws { try made.get() } }

    func ruled(_ rule: Rule) throws -> SampleFile { try #require(ruled[rule]) }

    private init() throws {
        let pki = try TestPKI.shared
        approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        let form = try SampleFile().revised { revision, structure in
            let page = structure.lastPage
            var fields: [PDFReference] = []
            for (index, name) in ["mo", "dong"].enumerated() {
                let bottom = 300 + 50 * Double(index)
                let field = TextField(
                    name: name, page: page.reference,
                    rectangle: PDFRectangle(left: 100, bottom: bottom, right: 300, top: bottom + 20), fontSize: 12)
                fields.append(revision.add(.dictionary(field.dictionary())))
            }
            var dictionary = page.dictionary
            dictionary["Annots"] = .array(fields.map { .reference($0) })
            revision.write(.dictionary(dictionary), as: page.reference)
            revision.addFields(fields)
        }
        let workspace = try TemporaryDirectory("rules")
        let identity = try pki.root.issue(commonName: "Người ngoài", organization: "Công ty")
        let key = try workspace.write(try identity.pkcs12(passphrase: Passphrase("x".utf8)), to: "key.p12")
        let source = try workspace.write(form.bytes, to: "form.pdf")
        let result = try Tool.run(Tool.python, ["-c", Self.script, source, key, workspace.path])
        guard result.status == 0 else { throw JudgeFailure(result: result) }
        var ruled: [Rule: SampleFile] = [:]
        for rule in Rule.allCases {
            let path = workspace.file("\(rule.rawValue).pdf")
            ruled[rule] = SampleFile(bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        }
        self.ruled = ruled
    }

    private static let script = """
        import sys
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import signers
        from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
        source, key, folder = sys.argv[1:]
        signer = signers.SimpleSigner.load_pkcs12(key, passphrase=b'x')
        def sign(name, lock=None, **settings):
            metadata = signers.PdfSignatureMetadata(field_name='Stranger', md_algorithm='sha256',
                subfilter=SigSeedSubFilter.PADES, **settings)
            spec = SigFieldSpec('Stranger', field_mdp_spec=lock)
            with open(source, 'rb') as file, open(f'{folder}/{name}.pdf', 'wb') as output:
                signers.PdfSigner(metadata, signer, new_field_spec=spec).sign_pdf(
                    IncrementalPdfFileWriter(file), output=output)
        sign('nothing', certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
        sign('filling', certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
        sign('annotations', certify=True, docmdp_permissions=MDPPerm.ANNOTATE)
        sign('all', FieldMDPSpec(FieldMDPAction.ALL))
        sign('only', FieldMDPSpec(FieldMDPAction.INCLUDE, ['dong']))
        sign('allBut', FieldMDPSpec(FieldMDPAction.EXCLUDE, ['mo']))
        """
}
