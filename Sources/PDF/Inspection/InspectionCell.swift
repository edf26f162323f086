import CPoppler
import CSystemCalls
import Glibc
import Mapping

/// The process in which poppler and qpdf see a stranger's file: the body of the hidden command `inspection-cell`.
///
/// Started by ``Inspector`` with a socket as descriptor 3 and nothing else open. Trusts the parent's messages and not
/// one byte of the documents. Promises one reply for each document, in order; what it cannot promise, to be alive and
/// to be quick, the parent watches. Writes nothing, opens nothing but fonts, and ends when the parent's end of the socket
/// closes or the parent dies. A parser that was taken over finds ``CellConfinement`` around it.
package enum InspectionCell {
    /// The exit status of a cell that ran out of memory.
    static let statusWithoutMemory: CInt = 71

    /// Serves until the parent hangs up. Blocking.
    ///
    /// - Parameter examination: what to do when asked for an examination.
    package static func serve(socket: CInt, examination: CellExamination) {
        // Without a parent that watches it, a cell must not run.
        guard csystem_die_with_parent() == 0, csystem_renounce_new_privileges() == 0 else { return }
        let channel = CellChannel(adopting: socket)
        do {
            let (limits, _) = try channel.receive(CellLimits.self)
            try limits.impose()
            let confinement = CellConfinement.impose()
            cpoppler_end_without_memory(statusWithoutMemory)
            while true {
                let (request, descriptor) = try channel.receive(InspectionRequest.self)
                guard let descriptor else { return }
                try limits.renewTime()
                let result = perform(request, on: descriptor, confinement, examination)
                close(descriptor)
                switch result {
                case .success(.report(let report)):
                    try channel.send(InspectionReply.sound(report))
                case .success(.document(let bytes)):
                    try channel.send(InspectionReply.repaired)
                    try channel.send(bytes: bytes)
                case .success(.findings(let bytes)):
                    try channel.send(InspectionReply.examined)
                    try channel.send(bytes: bytes)
                case .success(.confinement(let confinement)):
                    try channel.send(InspectionReply.confined(confinement))
                case .failure(let fault):
                    try channel.send(InspectionReply.refused(fault))
                }
            }
        } catch CellFailure.closed {
            return
        } catch {
            // The parent sees the hang-up; stderr is the daemon's, for whoever looks for the cause.
            let line = Array("inspection-cell: \(error)\n".utf8)
            write(STDERR_FILENO, line, line.count)
        }
    }

    private static func perform(
        _ request: InspectionRequest, on descriptor: CInt, _ confinement: CellConfinement,
        _ examination: CellExamination
    ) -> Result<InspectionOutcome, PDFFault> {
        Result { () throws(PDFFault) in
            let file: MappedFile
            do throws(MappingFailure) {
                file = try MappedFile(descriptor: descriptor)
            } catch {
                if error.code == ENOMEM { _exit(statusWithoutMemory) }
                throw .software(reason: "\(SystemFailure(error.call, code: error.code))")
            }
            switch request.task {
            case .inspect: return .report(try inspect(file.bytes, request))
            case .repair: return .document(try repair(file.bytes, name: request.name))
            case .examine:
                return .findings(try examination(file.bytes, request.name, request.instructions))
            case .describe: return .confinement(confinement)
            }
        }
    }

    private static func inspect(
        _ bytes: UnsafeRawBufferPointer, _ request: InspectionRequest
    ) throws(PDFFault) -> InspectionReport {
        let name = request.name
        if let rules = request.rules { try DocumentReader(bytes, name: name).check(rules) }
        // qpdf first: poppler mends silently, and of what it cannot mend it does not know why.
        let reader = try DocumentReader(bytes, name: name)
        let structure = try reader.structure()
        var page: PageGeometry?
        if let index = request.page { page = try reader.page(at: index, of: structure) }
        let furtherSignatures = try reader.furtherSignatures(structure)
        if structure.form.isSigned {
            guard structure.form.passedOver == nil else { throw .formDrawnByViewers(name: name) }
        }
        // What a viewer does not open is refused in any case.
        let shown = try ViewedDocument(bytes, name: name)
        if !structure.form.isSigned { try checkSoundness(structure, bytes, shown, name: name) }
        var report = InspectionReport(
            pages: try shown.checkPages(), structure: structure, furtherSignatures: furtherSignatures, page: page
        )
        // Where the viewer counts other pages, its last one is another.
        if let size = request.blank, report.pages == structure.pageCount {
            report.blankPlace = shown.blankPlace(of: size, on: structure.lastPage, at: report.pages - 1)
        }
        return report
    }

    /// Throws `needsRepair` for what is mended once at intake: a strict validator that gives such a file up would give up
    /// our signatures with it.
    private static func checkSoundness(
        _ structure: DocumentStructure, _ bytes: UnsafeRawBufferPointer, _ shown: borrowing ViewedDocument,
        name: String
    ) throws(PDFFault) {
        if let reason = structure.flaw ?? structure.warning, let mended = DocumentRepair.mended(bytes, name: name) {
            // Where repair would change a page, a flaw is refused when it comes to that; a warning can be lived with.
            if structure.flaw != nil || isShown(shown, alikeIn: mended, name: name) {
                throw .needsRepair(name: name, reason: reason)
            }
        }
        if structure.inventory != nil {
            // What viewers find in old sections all the same, a section that stands alone hides from them.
            let extended = Array(bytes) + (try Revision(extending: structure).serialized().bytes)
            guard isShown(shown, alikeIn: extended, name: name) else {
                throw .needsRepair(name: name, reason: "it refers to objects that do not exist")
            }
        }
        if structure.form.passedOver != nil {
            // A viewer may make other appearances unasked than asked.
            var revision = Revision(extending: structure)
            revision.settleAppearances()
            guard isShown(shown, alikeIn: Array(bytes) + (try revision.serialized().bytes), name: name) else {
                throw .formDrawnByViewers(name: name)
            }
        }
    }

    private static func isShown(_ shown: borrowing ViewedDocument, alikeIn bytes: [UInt8], name: String) -> Bool {
        bytes.withUnsafeBytes { bytes in
            guard let other = try? ViewedDocument(bytes, name: name) else { return false }
            return other.pageCount >= shown.pageCount && shown.firstPageThatLooksDifferent(in: other) == nil
        }
    }

    private static func repair(_ bytes: UnsafeRawBufferPointer, name: String) throws(PDFFault) -> [UInt8] {
        let repaired = try DocumentRepair.rewrite(bytes, name: name)
        // What poppler mends in its own way is what the applicant has seen; what it cannot open, nobody has.
        guard let shown = try? ViewedDocument(bytes, name: name) else { return repaired }
        try repaired.withUnsafeBufferPointer { (repaired) throws(PDFFault) in
            let result = try ViewedDocument(UnsafeRawBufferPointer(repaired), name: name)
            let (before, left) = (shown.pageCount, result.pageCount)
            guard left >= before else { throw .repairLosesPages(name: name, shown: before, left: left) }
            // The office certifies what is seen.
            if let page = shown.firstPageThatLooksDifferent(in: result) {
                throw .repairChangesPage(name: name, page: page)
            }
        }
        return repaired
    }
}
