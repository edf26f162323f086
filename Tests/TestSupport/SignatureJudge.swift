import Foundation

/// What pyHanko says of one signature of a file.
package struct JudgedSignature: Decodable, Sendable {
    package let field: String
    package let intact: Bool
    package let trusted: Bool
    package let wholeFile: Bool
    /// NONE, LTA_UPDATES, FORM_FILLING, ANNOTATIONS, OTHER.
    package let modifications: String?
    package let bottomLine: Bool
    /// `rsassa_pss`, `rsassa_pkcs1v15`, `ecdsa`.
    package let algorithm: String
    package let failure: String?
}

/// Third parties' opinions of signed files on disk.
package enum SignatureJudge {
    /// Several files in one go, each with its signatures in the order of signing.
    ///
    /// - Parameter root: a PEM file with the only certificate to trust.
    package static func pyHanko(_ files: [String], root: String) throws -> [[JudgedSignature]] {
        let result = try Tool.run(Tool.python, ["-c", script, root] + files).requireSuccess()
        return try JSONDecoder().decode([[JudgedSignature]].self, from: Data(result.output.utf8))
    }

    /// What poppler's `pdfsig` prints when it trusts one root.
    package static func pdfsig(_ file: String, root: String) throws -> String {
        let database = try TemporaryDirectory("nss")
        try Tool.run("certutil", ["-N", "-d", "sql:" + database.path, "--empty-password"]).requireSuccess()
        let trust = ["-A", "-n", "root", "-t", "C,C,C", "-i", root, "-d", "sql:" + database.path]
        try Tool.run("certutil", trust).requireSuccess()
        return try Tool.run("pdfsig", ["-nssdir", database.path, file]).output
    }

    private static let script = """
        import json, logging, sys
        logging.disable(logging.CRITICAL)
        from pyhanko.keys import load_cert_from_pemder
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import validate_pdf_signature
        from pyhanko.sign.validation.status import SignatureCoverageLevel
        from pyhanko_certvalidator import ValidationContext
        root = load_cert_from_pemder(sys.argv[1])
        def judge(signature):
            algorithm = signature.signer_info['signature_algorithm'].signature_algo
            verdict = dict(field=signature.field_name, intact=False, trusted=False, wholeFile=False,
                bottomLine=False, algorithm=algorithm)
            try:
                context = ValidationContext(trust_roots=[root], allow_fetching=False)
                status = validate_pdf_signature(signature, context)
                level = status.modification_level
                verdict.update(intact=status.intact and status.valid, trusted=status.trusted,
                    wholeFile=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
                    modifications=level.name if level is not None else None, bottomLine=status.bottom_line)
            except Exception as error:
                verdict['failure'] = repr(error)
            return verdict
        def judge_all(path):
            with open(path, 'rb') as file:
                return [judge(signature) for signature in PdfFileReader(file).embedded_signatures]
        print(json.dumps([judge_all(path) for path in sys.argv[2:]]))
        """
}
