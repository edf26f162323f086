import FoundationEssentials

/// A file that waits for a cell, and who waits for the answer.
struct InspectionJob: Sendable {
    /// Open for reading; borrowed until the reply.
    let descriptor: CInt
    let name: String
    let task: InspectionTask
    /// Whose geometry is wanted: from 0.
    let page: Int?
    /// Of a blank place that is wanted on the last page.
    let blank: Size?
    let rules: InspectionRules?
    let instructions: Data
    let reply: CheckedContinuation<Result<InspectionOutcome, PDFFault>, Never>
}
