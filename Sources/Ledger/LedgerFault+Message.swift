import Certification
import Faults

extension LedgerFault {
    package var message: Wording {
        switch self {
        case .cannotOpen(let path, let reason):
            Wording(
                vi: "Không mở được sổ cái \(path): \(reason).",
                en: "The ledger \(path) cannot be opened: \(reason)."
            )
        case .notDurable(let path, let setting):
            Wording(
                vi: "Sổ cái \(path) không ghi bền vững được (\(setting)).",
                en: "The ledger \(path) cannot be made durable (\(setting))."
            )
        case .newerSchema(let path):
            Wording(
                vi: "Sổ cái \(path) do phiên bản mới hơn của chương trình ghi.",
                en: "The ledger \(path) was written by a later version of this program."
            )
        case .busy: Wording(vi: "Sổ cái đang bận.", en: "The ledger is busy.")
        case .noSpace: Wording(vi: "Đĩa chứa sổ cái đã đầy.", en: "The disk of the ledger is full.")
        case .cannotWrite(let reason):
            Wording(
                vi: "Không đọc hoặc ghi được sổ cái: \(reason).",
                en: "Reading or writing the ledger failed: \(reason)."
            )
        case .damaged(let place):
            Wording(
                vi: "Sổ cái bị hỏng hoặc bị sửa tại \(place).",
                en: "The ledger is damaged or was edited at \(place)."
            )
        case .ruleBroken(let reason):
            Wording(
                vi: "Sổ cái từ chối một thao tác sai: \(reason).",
                en: "The ledger refused a wrong operation: \(reason)."
            )
        case .unknownDossier(let code): Wording(vi: "Không có hồ sơ \(code).", en: "There is no dossier \(code).")
        case .notAllowed(let code, let state, let transition):
            Wording(
                vi: "Hồ sơ \(code) đang ở trạng thái “\(state.vietnamese)” nên không thể \(transition.vietnamese).",
                en: "Dossier \(code) is \(state.rawValue), where \(transition.rawValue) is not possible."
            )
        case .notEditable(let code, let state):
            Wording(
                vi: "Hồ sơ \(code) đang ở trạng thái “\(state.vietnamese)” nên không sửa được.",
                en: "Dossier \(code) is \(state.rawValue) and cannot be edited."
            )
        case .formIncomplete(let code, let fields):
            Wording(
                vi: "Hồ sơ \(code) còn thiếu: \(fields.map(\.vietnamese).joined(separator: ", ")).",
                en: "Dossier \(code) lacks: \(fields.map(\.english).joined(separator: ", "))."
            )
        case .stepOpen(let code):
            Wording(vi: "Hồ sơ \(code) đang được xử lý.", en: "Dossier \(code) is being worked on.")
        case .stepGone(let code):
            Wording(
                vi: "Bước xử lý của hồ sơ \(code) không còn mở.",
                en: "The step of dossier \(code) is no longer open."
            )
        case .duplicate(let code):
            Wording(
                vi: "Bản quét này giống hệt bản quét của hồ sơ \(code).",
                en: "This scan is, byte for byte, the one of dossier \(code)."
            )
        case .bytesDiffer(let code):
            Wording(
                vi: "Nội dung tệp của hồ sơ \(code) không giống với bản đã ghi trong sổ cái.",
                en: "The bytes of dossier \(code)'s file are not the ones in the ledger."
            )
        case .noNumber(let code):
            Wording(vi: "Hồ sơ \(code) chưa được cấp số.", en: "Dossier \(code) has no number.")
        case .codesExhausted(let office, let day):
            Wording(
                vi: "Đã hết mã hồ sơ của \(office) trong ngày \(day.vietnamese).",
                en: "\(office) has no dossier codes left on \(day)."
            )
        case .notRatable(let code):
            Wording(
                vi: "Hồ sơ \(code) chưa trả vào tài khoản nào nên chưa đánh giá được.",
                en: "Dossier \(code) has not been returned to an account."
            )
        case .unknownDelivery: Wording(vi: "Không có lượt gửi này.", en: "There is no such delivery.")
        case .unknownAccount:
            Wording(vi: "Không có tài khoản với số này.", en: "There is no account with that number.")
        case .accountExists:
            Wording(vi: "Số này đã có tài khoản.", en: "There is an account with that number.")
        case .accountInUse(let codes):
            Wording(
                vi: "Còn hồ sơ hoặc lịch hẹn đang xử lý của người này: \(codes.joined(separator: ", ")).",
                en: "Something of theirs is on its way: \(codes.joined(separator: ", "))."
            )
        case .unknownAppointment(let code):
            Wording(vi: "Không có lịch hẹn \(code).", en: "There is no appointment \(code).")
        case .appointmentNotWaiting(let code, let state):
            Wording(
                vi: "Lịch hẹn \(code) đang ở trạng thái “\(state.vietnamese)”.",
                en: "Appointment \(code) is \(state.rawValue)."
            )
        case .slotFull(let slot):
            Wording(vi: "Giờ hẹn \(slot.vietnamese) đã đủ người.", en: "\(slot.text) is full.")
        case .appointmentsExhausted(let day):
            Wording(
                vi: "Ngày \(day.vietnamese) đã hết mã lịch hẹn.", en: "There are no appointment codes left on \(day).")
        case .register(let fault): fault.message
        }
    }
}
