import CQPDF
import Faults

/// What a paper cannot do: a copy that does things by itself, carries things along or shows another picture to others
/// is refused unless the office takes it all the same. A link that waits for a click is none of it.
package enum ActiveContent: String, Codable, CaseIterable, Sendable {
    case javaScript = "javascript"
    /// Starts a program.
    case launch
    /// Goes to an address, or sends something, when the document or a page is opened or closed.
    case openActions = "open-actions"
    case embeddedFiles = "embedded-files"
    /// Sound, film, 3D.
    case richMedia = "rich-media"
    case xfa
    /// Optional content that is not shown at first.
    case hiddenLayers = "hidden-layers"

    package var wording: Wording {
        switch self {
        case .javaScript: Wording(vi: "mã JavaScript", en: "JavaScript")
        case .launch: Wording(vi: "lệnh chạy chương trình (Launch)", en: "an action that launches a program")
        case .openActions:
            Wording(vi: "hành động kết nối ra ngoài khi mở tệp (URI)", en: "an action that goes elsewhere on opening")
        case .embeddedFiles: Wording(vi: "tệp đính kèm", en: "embedded files")
        case .richMedia: Wording(vi: "âm thanh, phim hoặc hình 3D", en: "sound, film or 3D")
        case .xfa: Wording(vi: "biểu mẫu XFA", en: "an XFA form")
        case .hiddenLayers: Wording(vi: "lớp nội dung ẩn", en: "hidden layers")
        }
    }

    var flag: CUnsignedInt {
        switch self {
        case .javaScript: CUnsignedInt(CQPDF_JAVASCRIPT)
        case .launch: CUnsignedInt(CQPDF_LAUNCH)
        case .openActions: CUnsignedInt(CQPDF_OPEN_ACTION)
        case .embeddedFiles: CUnsignedInt(CQPDF_EMBEDDED_FILE)
        case .richMedia: CUnsignedInt(CQPDF_RICH_MEDIA)
        case .xfa: CUnsignedInt(CQPDF_XFA)
        case .hiddenLayers: CUnsignedInt(CQPDF_HIDDEN_LAYER)
        }
    }
}
