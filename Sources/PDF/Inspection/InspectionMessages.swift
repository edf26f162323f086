import FoundationEssentials

/// What a cell is asked to do with a document.
enum InspectionTask: String, Codable, Sendable {
    case inspect
    case repair
    /// Something that this room knows nothing of, by ``CellExamination``.
    case examine
    /// Nothing; it tells what holds it.
    case describe
}

/// From the parent to a cell; the document's open descriptor travels with it.
struct InspectionRequest: Codable, Sendable {
    var task: InspectionTask
    /// For the wording of faults; the file is not opened by it.
    var name: String
    /// Whose geometry is wanted: from 0.
    var page: Int?
    /// Of a blank place that is wanted on the last page.
    var blank: Size?
    /// What the file may be; nil for the office's own, which were held against the rules when they came.
    var rules: InspectionRules?
    /// What the examination needs besides the document.
    var instructions = Data()
}

/// From a cell to the parent.
enum InspectionReply: Codable, Sendable {
    case sound(InspectionReport)
    /// The document written anew follows as a frame of its own.
    case repaired
    /// What the examination found follows as a frame of its own.
    case examined
    case confined(CellConfinement)
    case refused(PDFFault)
}

/// What comes of a file.
enum InspectionOutcome: Sendable {
    case report(InspectionReport)
    case document([UInt8])
    case findings([UInt8])
    case confinement(CellConfinement)
}

/// Work on a stranger's document that another room brings into the cell: given the document's bytes, its name for
/// faults and the instructions of whoever asked, it returns findings as bytes. Runs in the cell, within its limits.
package typealias CellExamination =
    @Sendable (UnsafeRawBufferPointer, String, Data) throws(PDFFault) -> [UInt8]
