import Faults
import PDF

/// An attestation that cannot stand where the form or the configuration wants it.
enum PlacementFault: Fault, Equatable {
    /// The page that was asked for, from 1, and how many there are.
    case noSuchPage(Int, pages: Int)
    case outsidePage(Misfit)
    /// The original is signed already: the page that the form asks for would break that signature.
    case signedOriginal
    /// The original is signed already, and its last page has no blank place for the attestation.
    case noBlankPlace(block: Size)
    /// The author certified the original: what the form wants to be seen on a page would break that.
    case certifiedOriginal

    /// Sizes in points.
    struct Misfit: Equatable {
        let page: Int
        let visible: Size
        let block: Size
        let corner: Point
    }

    var code: String {
        switch self {
        case .noSuchPage: "placement-no-such-page"
        case .outsidePage: "placement-outside-page"
        case .signedOriginal: "placement-signed-original"
        case .noBlankPlace: "placement-no-blank-place"
        case .certifiedOriginal: "placement-certified-original"
        }
    }

    var exitCode: ExitCode { .data }

    var message: Wording {
        switch self {
        case .noSuchPage(let page, let pages):
            Wording(
                vi: "Lời chứng được đặt ở trang \(page) nhưng văn bản chỉ có \(pages) trang.",
                en: "The attestation is to be placed on page \(page), but the document has \(pages)."
            )
        case .outsidePage(let misfit):
            Wording(
                vi: "Lời chứng rộng \(misfit.blockText) mm đặt tại \(misfit.cornerText) mm không nằm gọn trên trang "
                    + "\(misfit.page), khổ \(misfit.visibleText) mm.",
                en: "The attestation of \(misfit.blockText) mm at \(misfit.cornerText) mm does not fit page "
                    + "\(misfit.page) of \(misfit.visibleText) mm."
            )
        case .signedOriginal:
            Wording(
                vi: "Bản gốc đã có chữ ký số: thêm trang lời chứng sẽ làm chữ ký đó mất giá trị.",
                en: "The original is signed already: a page added for the attestation would break that signature."
            )
        case .noBlankPlace(let block):
            Wording(
                vi: "Bản gốc đã có chữ ký số nên không thêm trang được, và trang cuối không còn chỗ trống "
                    + "\(Misfit.text(block)) mm cho lời chứng.",
                en: "The original is signed already, so that no page can be added, and its last page has no blank "
                    + "place of \(Misfit.text(block)) mm for the attestation."
            )
        case .certifiedOriginal:
            Wording(
                vi: "Bản gốc được tác giả chứng nhận (DocMDP): chỉ ký được mà không hiện gì trên trang.",
                en: "The original is certified by its author (DocMDP): it can be signed, but nothing shown on a page."
            )
        }
    }

    var remedy: Wording {
        switch self {
        case .noSuchPage:
            Wording(
                vi: "Sửa placement trong tờ khai <mã>.yaml (hồ sơ đã trình thì trả lại trước) hoặc trong cấu hình.",
                en: "Correct placement in the form <code>.yaml (reject a submitted dossier first) or the configuration."
            )
        case .outsidePage(let misfit):
            Wording(
                vi: "Sửa placement trong tờ khai <mã>.yaml hoặc trong cấu hình: \(misfit.advice.vietnamese)",
                en: "Correct placement in the form <code>.yaml or the configuration: \(misfit.advice.english)"
            )
        case .signedOriginal:
            Wording(
                vi: "Bỏ placement trong tờ khai <mã>.yaml: lời chứng tự vào chỗ trống của trang cuối; hoặc chọn chỗ, "
                    + "ví dụ {page: last, x: 20mm, y: 150mm}.",
                en: "Remove placement from the form <code>.yaml: the attestation goes to a blank place on the last "
                    + "page; or choose one, for example {page: last, x: 20mm, y: 150mm}."
            )
        case .noBlankPlace:
            Wording(
                vi: "Đặt lời chứng vào chỗ trống của một trang khác: placement trong tờ khai <mã>.yaml, ví dụ "
                    + "{page: 1, x: 20mm, y: 150mm}; hoặc quét từ bản giấy.",
                en: "Place the attestation on another page: placement in the form <code>.yaml, for example "
                    + "{page: 1, x: 20mm, y: 150mm}; or scan the paper."
            )
        case .certifiedOriginal:
            Wording(
                vi: "Bỏ placement trong tờ khai <mã>.yaml (lời chứng khi đó chỉ nằm trong chữ ký số), hoặc quét từ bản "
                    + "giấy.",
                en: "Remove placement from the form <code>.yaml (the attestation is then in the signatures only), or "
                    + "scan the paper."
            )
        }
    }
}

extension PlacementFault.Misfit {
    fileprivate var visibleText: String { Self.text(visible.width, visible.height, rule: .toNearestOrEven) }
    fileprivate var blockText: String { Self.text(block) }
    fileprivate var cornerText: String {
        "x \(Self.millimetres(corner.x, .toNearestOrEven)), y \(Self.millimetres(corner.y, .toNearestOrEven))"
    }

    /// Where it would fit, if anywhere.
    fileprivate var advice: Wording {
        let right = Self.millimetres(visible.width - block.width, .down)
        let down = Self.millimetres(visible.height - block.height, .down)
        guard right >= 0, down >= 0 else {
            return Wording(vi: "trang này quá nhỏ, hãy dùng new-page.", en: "this page is too small, use new-page.")
        }
        return Wording(
            vi: "x không quá \(right)mm và y không quá \(down)mm, hoặc new-page.",
            en: "x at most \(right)mm and y at most \(down)mm, or new-page."
        )
    }

    fileprivate static func text(_ size: Size) -> String { text(size.width, size.height, rule: .up) }

    private static func text(_ width: Double, _ height: Double, rule: FloatingPointRoundingRule) -> String {
        "\(millimetres(width, rule)) × \(millimetres(height, rule))"
    }

    /// Sizes of strangers' pages: what is beyond all measure is shown as the largest number.
    private static func millimetres(_ points: Double, _ rule: FloatingPointRoundingRule) -> Int {
        Int(exactly: (points / Double.millimetres(1)).rounded(rule)) ?? .max
    }
}
