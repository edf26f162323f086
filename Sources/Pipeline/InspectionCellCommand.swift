import PDF

/// How this program starts itself as a helper process that looks at strangers' PDFs; see ``InspectionCell``.
package enum InspectionCellCommand {
    package static let arguments = ["inspection-cell"]
    /// The descriptor that the parent passes.
    package static let socket: CInt = 3
    /// This very program, also after it was replaced on disk by an update.
    package static let executable = "/proc/self/exe"
}
