import CQPDF

extension DocumentReader {
    /// More pages are nothing that an office certifies; nodes that a page tree names again and again make millions of few.
    static let mostPages = 10_000

    /// Holds the file against what an office takes, before anything reads all of it.
    ///
    /// To be asked of a reader of its own: what it looks at, later calls would not notice as damaged any more.
    func check(_ rules: InspectionRules) throws(PDFFault) {
        var isTooMany: CInt = 0
        let size = cqpdf_check_size(handle, rules.objects, rules.unpacked, &isTooMany)
        switch size {
        case CQPDF_OK: break
        case CQPDF_TOO_LARGE where isTooMany != 0: throw .tooManyObjects(name: name, limit: rules.objects)
        case CQPDF_TOO_LARGE: throw .unpacksTooLarge(name: name, limit: rules.unpacked)
        default: throw fault(size)
        }
        let drawing = cqpdf_check_drawing(handle, rules.forms)
        guard drawing != CQPDF_TOO_LARGE else { throw .drawsTooMuch(name: name, limit: rules.forms) }
        guard drawing == CQPDF_OK else { throw fault(drawing) }
        var flags: CUnsignedInt = 0
        let status = cqpdf_active_content(handle, &flags)
        guard status == CQPDF_OK else { throw fault(status) }
        let refused = ActiveContent.allCases.filter { flags & $0.flag != 0 && !rules.allowed.contains($0) }
        guard refused.isEmpty else {
            throw refused.contains(.xfa) ? .xfaForm(name: name) : .activeContent(name: name, refused)
        }
    }
}
