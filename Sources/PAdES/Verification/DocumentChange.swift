import Faults
import PDF

/// A change after a signature that is neither filling in a form nor signing, or one that the signature forbids.
package struct DocumentChange: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        case trailer
        case catalog
        case page
        case form
        case field
        case signedField = "signed-field"
        case object
        case removed
        /// Filled in or signed although the signature locks the field (FieldMDP).
        case lockedField = "locked-field"
        /// Filled in or signed although the signature allows nothing (DocMDP).
        case forbidden
        /// A new signature field that shows something on a page.
        case newField = "new-field"
        /// Objects behind the signed part that the file does not list.
        case unlisted
    }

    package let kind: Kind
    /// The object or field: `7 0 R`, `so-chung-thuc`; of what is unlisted, where it begins in the file.
    package let subject: String

    init(_ kind: Kind, _ subject: String) {
        self.kind = kind
        self.subject = subject
    }

    init(_ kind: Kind, _ reference: PDFReference) {
        self.init(kind, "\(reference)")
    }

    package var wording: Wording {
        switch kind {
        case .trailer: Wording(vi: "gốc của tệp bị thay", en: "the file has another root")
        case .catalog:
            Wording(vi: "thông tin chung của tài liệu bị sửa (\(subject))", en: "the catalog was changed (\(subject))")
        case .page: Wording(vi: "trang bị sửa (\(subject))", en: "a page was changed (\(subject))")
        case .form: Wording(vi: "biểu mẫu bị sửa (\(subject))", en: "the form was changed (\(subject))")
        case .field: Wording(vi: "ô “\(subject)” bị sửa", en: "the field \(subject) was changed")
        case .signedField:
            Wording(vi: "ô đã ký “\(subject)” bị sửa", en: "the signed field \(subject) was changed")
        case .object: Wording(vi: "nội dung bị sửa (\(subject))", en: "content was changed (\(subject))")
        case .removed: Wording(vi: "nội dung bị xóa (\(subject))", en: "content was removed (\(subject))")
        case .lockedField:
            Wording(
                vi: "ô “\(subject)” đã bị chữ ký khóa mà vẫn thay đổi",
                en: "the field \(subject) was changed although the signature locks it"
            )
        case .forbidden:
            Wording(
                vi: "chữ ký không cho phép thay đổi nào, nhưng ô “\(subject)” đã thay đổi",
                en: "the signature allows no change, but the field \(subject) was changed"
            )
        case .newField:
            Wording(
                vi: "thêm ô chữ ký “\(subject)” che lên trang",
                en: "the signature field \(subject), which covers part of a page, was added"
            )
        case .unlisted:
            Wording(
                vi: "sau phần được ký có nội dung lạ mà tệp không khai báo (từ byte \(subject))",
                en: "objects that the file does not list stand behind the signed part (from byte \(subject))"
            )
        }
    }
}
