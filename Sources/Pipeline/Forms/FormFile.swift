import Certification
import Faults

/// The form as a file for people: `<code>.yaml` on the officer's desk, and the sidecar beside a dropped scan
/// (`scan.yaml`, `scan.json`), which takes the same keys and some shorter ones.
enum FormFile {
    private static let keys = [
        "applicant", "document-type", "copies", "note", "placement", "documentType", "type", "email", "account", "name",
        "phone", "agreed-days",
        "agreedDays", "again",
    ]
    private static let applicantKeys = ["email", "identity", "name", "phone", "kind"]

    /// - Parameters:
    ///   - text: YAML; JSON is YAML too.
    ///   - file: for faults.
    static func read(_ text: String, file: String) throws(FormFault) -> FormFields {
        do {
            return try fields(YAMLSection(text: text, file: file, keys: keys))
        } catch {
            throw .malformed(error)
        }
    }

    private static func fields(_ top: YAMLSection) throws(ConfigurationFault) -> FormFields {
        let types = [
            try top.entry("document-type"), try top.entry("documentType"), try top.entry("type"),
        ]
        var fields = FormFields(
            type: types.lazy.compactMap { $0 }.first,
            email: try top.entry("email"),
            account: try top.entry("account"),
            name: try top.entry("name"),
            phone: try top.entry("phone"),
            note: try top.entry("note"),
            placement: try top.placement("placement")
        )
        fields.copies = try number("copies", of: top)
        let days = [try number("agreed-days", of: top), try number("agreedDays", of: top)]
        fields.agreedDays = days.lazy.compactMap { $0 }.first
        fields.again = try top.value("again", expected: ScalarSyntax.truth, ScalarSyntax.truth)
        if top.isScalar("applicant") {
            guard let recipient = try top.entry("applicant") else { return fields }
            guard let applicant = FormFields(recipient: recipient) else {
                let expected = Wording(
                    vi: "địa chỉ thư điện tử, số CMND/CCCD hoặc MST",
                    en: "an e-mail address, a CMND/CCCD number or an MST"
                )
                throw top.fault("applicant", .invalidValue(found: "…", expected: expected))
            }
            return fields.falling(backOn: applicant)
        }
        guard let applicant = try top.optionalSection("applicant", keys: applicantKeys) else { return fields }
        return fields.falling(
            backOn: FormFields(
                email: try applicant.entry("email"),
                account: try applicant.entry("identity"),
                name: try applicant.entry("name"),
                phone: try applicant.entry("phone")
            )
        )
    }

    private static func number(_ key: String, of section: YAMLSection) throws(ConfigurationFault) -> Int? {
        guard let text = try section.entry(key) else { return nil }
        guard let number = Int(text) else {
            throw section.fault(key, .wrongType(expected: Wording(vi: "một số nguyên", en: "a whole number")))
        }
        return number
    }

    /// The form of a dossier, with what the officer needs to know to fill it in.
    ///
    /// - Parameter summary: pages, fee and due date.
    static func text(
        _ form: DossierForm,
        code: DossierCode,
        types: [DocumentType],
        summary: String,
        isRepaired: Bool = false
    ) -> String {
        let fields = FormFields(form)
        let known = types.map { "#   \($0.slug): \($0.name)" }.joined(separator: "\n")
        let notice =
            isRepaired ? "\n# LƯU Ý: tệp quét bị hỏng, đã được sửa khi tiếp nhận. Hãy đối chiếu lại với bản chính." : ""
        return """
            # Tờ khai của hồ sơ \(code.text). Sửa được cho tới khi trình ký.\(notice)
            # \(summary)
            # Người có tài khoản: điền identity (CMND/CCCD hoặc MST). Không có tài khoản: điền email.
            applicant:
              identity:\(quoted(fields.account))
              name:\(quoted(fields.name))
              phone:\(quoted(fields.phone))
              email:\(quoted(fields.email))
            # Loại giấy tờ, một trong:
            \(known)
            document-type:\(quoted(fields.type))
            copies: \(form.copies)
            note:\(quoted(fields.note))
            # Số ngày làm việc hẹn thêm nếu người yêu cầu đồng ý: 0, 1 hoặc 2.
            agreed-days: \(form.agreedDays)
            # Vị trí lời chứng, chữ ký và dấu: để trống là theo cơ quan; new-page là trang mới;
            # {page: last, x: 20mm, y: 30mm} là trên trang đó (first, last, số trang), tính từ góc trên bên trái.
            placement:\(fields.placement.map { " " + PlacementSyntax.text($0) } ?? "")

            """
    }

    /// A YAML double-quoted scalar after a blank; nothing for an empty field.
    private static func quoted(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "" }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return " \"\(escaped)\""
    }
}
