import Foundation
import PAdES
import TestSupport

/// What pyHanko says of one signature.
struct PyHankoVerdict: Decodable, Equatable {
    let field: String
    let intact: Bool
    let valid: Bool
    let trusted: Bool
    let wholeFile: Bool
    /// NONE, LTA_UPDATES, FORM_FILLING, ANNOTATIONS, OTHER; null where pyHanko refuses to compare.
    let modifications: String?
    let bottomLine: Bool
    /// pyHanko could not come to a verdict.
    let failure: String?
}

/// The third parties that say whether a signature is one.
enum Judges {
    static func pyHanko(_ bytes: [UInt8], root: Certificate) throws -> [PyHankoVerdict] {
        try pyHanko(all: [bytes], root: root).first ?? []
    }

    /// Several files in one go; a file that pyHanko cannot read has no verdicts.
    static func pyHanko(all files: [[UInt8]], root: Certificate) throws -> [[PyHankoVerdict]] {
        let workspace = try TemporaryDirectory("pyhanko")
        var paths: [String] = []
        for (index, bytes) in files.enumerated() {
            paths.append(try workspace.write(bytes, to: "\(index).pdf"))
        }
        let anchor = try workspace.write(root.pem.utf8, to: "root.pem")
        let script = try workspace.write(pyHankoScript.utf8, to: "judge.py")
        let result = try Tool.run(Tool.python, [script, anchor] + paths)
        guard result.status == 0 else { throw JudgeFailure(result: result) }
        return try JSONDecoder().decode([[PyHankoVerdict]].self, from: Data(result.output.utf8))
    }

    /// What `pdfsig` prints. It trusts nobody here: only "Signature is Valid." counts.
    static func pdfsig(_ bytes: [UInt8]) throws -> String {
        let workspace = try TemporaryDirectory("pdfsig")
        let file = try workspace.write(bytes, to: "signed.pdf")
        return try Tool.run("pdfsig", [file]).output
    }

    static func qpdf(_ bytes: [UInt8]) throws -> ToolResult {
        let workspace = try TemporaryDirectory("qpdf")
        return try Tool.run("qpdf", ["--check", try workspace.write(bytes, to: "signed.pdf")])
    }

    private static let pyHankoScript = """
        import json, logging, sys
        logging.disable(logging.CRITICAL)
        from pyhanko.keys import load_cert_from_pemder
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import validate_pdf_signature
        from pyhanko_certvalidator import ValidationContext
        from pyhanko.sign.validation.status import SignatureCoverageLevel
        def judge(path):
            reader = PdfFileReader(open(path, 'rb'))
            context = ValidationContext(trust_roots=[root], allow_fetching=False)
            verdicts = []
            for signature in reader.embedded_signatures:
                verdict = dict(field=signature.field_name, intact=False, valid=False, trusted=False, wholeFile=False,
                    modifications=None, bottomLine=False)
                try:
                    status = validate_pdf_signature(signature, context)
                    level = status.modification_level
                    verdict.update(intact=status.intact, valid=status.valid, trusted=status.trusted,
                        wholeFile=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
                        modifications=level.name if level is not None else None, bottomLine=status.bottom_line)
                except Exception as error:
                    verdict['failure'] = repr(error)
                verdicts.append(verdict)
            return verdicts
        def judge_or_nothing(path):
            try:
                return judge(path)
            except Exception:
                return []
        root = load_cert_from_pemder(sys.argv[1])
        print(json.dumps([judge_or_nothing(path) for path in sys.argv[2:]]))
        """
}

struct JudgeFailure: Error {
    let result: ToolResult
}
