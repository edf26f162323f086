/// Why a paper must not be certified (the grounds of Decree 23/2015/NĐ-CP, article 22). Free text is added beside it.
package enum RefusalGround: String, Sendable, Codable, CaseIterable {
    case altered
    case damaged
    case secret
    case unlawful
    case notLegalised = "not-legalised"
    case unconfirmed

    package var vietnamese: String {
        switch self {
        case .altered: "Bản chính bị tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ"
        case .damaged: "Bản chính bị hư hỏng, cũ nát, không xác định được nội dung"
        case .secret: "Bản chính đóng dấu mật hoặc ghi rõ không được sao chụp"
        case .unlawful: "Bản chính có nội dung trái pháp luật, đạo đức xã hội"
        case .notLegalised: "Giấy tờ của nước ngoài chưa được hợp pháp hóa lãnh sự"
        case .unconfirmed: "Giấy tờ do cá nhân tự lập, không có xác nhận của cơ quan, tổ chức có thẩm quyền"
        }
    }
}
