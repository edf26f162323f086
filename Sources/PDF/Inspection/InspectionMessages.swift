/// What a cell is asked to do with a document.
enum InspectionTask: String, Codable, Sendable {
    case inspect
    case repair
}

/// From the parent to a cell; the document's open descriptor travels with it.
struct InspectionRequest: Codable, Sendable {
    var task: InspectionTask
    /// For the wording of faults; the file is not opened by it.
    var name: String
    /// Whose geometry is wanted: from 0.
    var page: Int?
}

/// From a cell to the parent.
enum InspectionReply: Codable, Sendable {
    case sound(InspectionReport)
    /// The document written anew follows as a frame of its own.
    case repaired
    case refused(PDFFault)
}

/// What comes of a file.
enum InspectionOutcome: Sendable {
    case report(InspectionReport)
    case document([UInt8])
}
