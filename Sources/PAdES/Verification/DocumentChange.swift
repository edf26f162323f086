import Faults
import PDF

/// A change after a signature that is neither filling in a form nor signing.
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
    }

    package let kind: Kind
    /// The object or field: `7 0 R`, `so-chung-thuc`.
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
        }
    }
}
