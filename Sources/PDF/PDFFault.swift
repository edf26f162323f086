import Faults

/// What is wrong with a PDF, or with making one.
package enum PDFFault: Fault, Equatable, Codable {
    /// Does not begin with `%PDF-`.
    case notAPDF(name: String)
    case emptyFile(name: String)
    /// With whatever password, also with none for opening.
    case encrypted(name: String)
    case noPages(name: String)
    /// The end is missing.
    case truncated(name: String)
    /// Opens only after repair.
    case needsRepair(name: String, reason: String)
    case beyondRepair(name: String, reason: String)
    /// Damaged, and repair would break its signatures.
    case signedAndDamaged(name: String, reason: String)
    /// Repair would leave fewer pages than a viewer shows.
    case repairLosesPages(name: String, shown: Int, left: Int)
    /// Repair would change how a page looks to a viewer: its number, from 1.
    case repairChangesPage(name: String, page: Int)
    /// A stream's data cannot be decoded, or would be larger than asked for.
    case undecodableStream(name: String, object: PDFReference, reason: String)
    /// It does things by itself, or hides some, and the office does not take such files.
    case activeContent(name: String, [ActiveContent])
    case tooManyPages(name: String, limit: Int)
    case tooManyObjects(name: String, limit: Int)
    /// Its streams unpack to more than so many bytes.
    case unpacksTooLarge(name: String, limit: Int)
    /// One of its forms draws more than so many others: no viewer comes to an end.
    case drawsTooMuch(name: String, limit: Int)
    /// The form is XFA, which PDF viewers do not show alike.
    case xfaForm(name: String)
    /// Viewers make the form's appearances, and would of ours; that they do so cannot be taken back without changing
    /// what they show, or what was signed.
    case formDrawnByViewers(name: String)
    /// An earlier signature forbids further ones.
    case furtherSignaturesForbidden(name: String, field: String)
    /// An earlier signature locks the form, so that an attestation's fields would break it.
    case formLocked(name: String, field: String)
    /// The page's number, from 1, and its size in millimetres.
    case pageTooLarge(name: String, page: Int, width: Int, height: Int)
    /// The process that looked at the file died of it, twice.
    case inspectionCrashed(name: String, reason: String)
    case inspectionTimedOut(name: String, seconds: Int)
    /// Reading the file takes more memory than such a process may have, in bytes.
    case inspectionOutOfMemory(name: String, limit: Int)
    /// No process looks at files: it cannot be started, or the program is shutting down.
    case inspectionUnavailable(reason: String)
    case invalidImage(name: String, reason: String)
    /// A text that is to be drawn has characters that no installed font has: their code points.
    case charactersWithoutFont(String)
    /// Cairo or Pango failed.
    case drawingFailed(reason: String)
    /// A rule that our own code broke.
    case software(reason: String)

    package var code: String {
        switch self {
        case .notAPDF: "not-a-pdf"
        case .emptyFile: "empty-file"
        case .encrypted: "pdf-encrypted"
        case .noPages: "pdf-no-pages"
        case .truncated: "pdf-truncated"
        case .needsRepair: "pdf-needs-repair"
        case .beyondRepair: "pdf-beyond-repair"
        case .signedAndDamaged: "pdf-signed-and-damaged"
        case .repairLosesPages: "pdf-repair-loses-pages"
        case .repairChangesPage: "pdf-repair-changes-page"
        case .undecodableStream: "pdf-undecodable-stream"
        case .activeContent: "pdf-active-content"
        case .tooManyPages: "pdf-too-many-pages"
        case .tooManyObjects: "pdf-too-many-objects"
        case .unpacksTooLarge: "pdf-unpacks-too-large"
        case .drawsTooMuch: "pdf-draws-too-much"
        case .xfaForm: "pdf-xfa-form"
        case .formDrawnByViewers: "pdf-form-drawn-by-viewers"
        case .furtherSignaturesForbidden: "pdf-further-signatures-forbidden"
        case .formLocked: "pdf-form-locked"
        case .pageTooLarge: "pdf-page-too-large"
        case .inspectionCrashed: "pdf-inspection-crashed"
        case .inspectionTimedOut: "pdf-inspection-timed-out"
        case .inspectionOutOfMemory: "pdf-inspection-out-of-memory"
        case .inspectionUnavailable: "pdf-inspection-unavailable"
        case .invalidImage: "image-invalid"
        case .charactersWithoutFont: "characters-without-font"
        case .drawingFailed: "drawing-failed"
        case .software: "pdf-software"
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .drawingFailed, .software: .software
        case .invalidImage, .charactersWithoutFont: .configuration
        case .inspectionUnavailable: .unavailable
        default: .data
        }
    }
}
