/// A field of a form, by the name that machines use; people read ``vietnamese``.
package enum FormField: String, Sendable, Codable, CaseIterable {
    case applicant
    case identity
    case email
    case phone
    case name
    case birth
    case address
    case documentType = "document-type"
    case copies
    case note
    case officeCode = "office-code"
    case bookName = "book-name"
    case reason
    case agreedDays = "agreed-days"
    case appointment
    case ground
    case rating
    /// The hour of an appointment.
    case at

    package var vietnamese: String {
        switch self {
        case .applicant: "Người yêu cầu chứng thực"
        case .identity: "Số CMND/CCCD/MST"
        case .email: "Địa chỉ thư điện tử"
        case .phone: "Số điện thoại"
        case .name: "Tên đối tượng"
        case .birth: "Ngày sinh"
        case .address: "Địa chỉ"
        case .documentType: "Loại giấy tờ"
        case .copies: "Số bản"
        case .note: "Ghi chú"
        case .officeCode: "Mã cơ quan"
        case .bookName: "Tên sổ chứng thực"
        case .reason: "Lý do"
        case .agreedDays: "Số ngày hẹn thêm"
        case .appointment: "Mã lịch hẹn"
        case .ground: "Căn cứ từ chối"
        case .rating: "Mức đánh giá"
        case .at: "Giờ hẹn"
        }
    }

    package var english: String {
        switch self {
        case .applicant: "applicant"
        case .identity: "CMND, CCCD or MST"
        case .email: "e-mail address"
        case .phone: "phone number"
        case .name: "name"
        case .birth: "date of birth"
        case .address: "address"
        case .documentType: "document type"
        case .copies: "copies"
        case .note: "note"
        case .officeCode: "office code"
        case .bookName: "name of the register book"
        case .reason: "reason"
        case .agreedDays: "number of agreed days"
        case .appointment: "code of the appointment"
        case .ground: "ground of refusal"
        case .rating: "rating"
        case .at: "hour of the appointment"
        }
    }
}
