/// What a look at a stranger's sound file brought to light.
package struct InspectionReport: Codable, Equatable, Sendable {
    /// As a viewer counts them; at least one.
    package var pages: Int
    /// What an incremental update must know.
    package var structure: DocumentStructure
}

/// From the parent to a cell; the document's open descriptor travels with it.
struct InspectionRequest: Codable, Sendable {
    /// For the wording of faults; the file is not opened by it.
    var name: String
}

/// From a cell to the parent.
enum InspectionReply: Codable, Sendable {
    case sound(InspectionReport)
    case refused(PDFFault)

    var result: Result<InspectionReport, PDFFault> {
        switch self {
        case .sound(let report): .success(report)
        case .refused(let fault): .failure(fault)
        }
    }
}
