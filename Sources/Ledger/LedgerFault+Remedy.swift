import Faults

extension LedgerFault {
    package var remedy: Wording {
        switch self {
        case .cannotOpen, .cannotWrite:
            Wording(
                vi: "Kiểm tra đĩa và quyền của thư mục spool/.state.",
                en: "Check the disk and the permissions of spool/.state."
            )
        case .notDurable:
            Wording(
                vi: "Đặt thư mục spool trên đĩa cục bộ hỗ trợ khóa và bộ nhớ chia sẻ.",
                en: "Put the spool on a local disk that supports locks and shared memory."
            )
        case .newerSchema: Wording(vi: "Cài phiên bản mới hơn.", en: "Install the later version.")
        case .busy, .stepOpen: Wording(vi: "Thử lại sau giây lát.", en: "Try again in a moment.")
        case .noSpace: Wording(vi: "Giải phóng dung lượng đĩa.", en: "Free some disk space.")
        case .damaged:
            Wording(
                vi: "Chạy “chungthuc audit” và khôi phục từ bản sao lưu.",
                en: "Run “chungthuc audit” and restore a backup."
            )
        case .ruleBroken, .stepGone, .noNumber, .unknownDelivery:
            Wording(
                vi: "Đây là lỗi của chương trình; hãy báo lại cho nơi cung cấp.",
                en: "This is a fault of the program; please report it."
            )
        case .unknownDossier: Wording(vi: "Xem “chungthuc list”.", en: "See “chungthuc list”.")
        case .notAllowed, .notEditable, .notRatable: Wording(vi: "Xem “chungthuc show”.", en: "See “chungthuc show”.")
        case .formIncomplete:
            Wording(
                vi: "Điền vào tệp .yaml của hồ sơ hoặc dùng “chungthuc edit”.",
                en: "Fill in the dossier's .yaml file or use “chungthuc edit”."
            )
        case .duplicate:
            Wording(
                vi: "Nếu đúng là hồ sơ khác: thả lại cùng tệp .yaml cùng tên có dòng “again: true”, "
                    + "hoặc dùng “chungthuc submit --again”.",
                en: "If it is another request: drop it again with a .yaml of the same name that says “again: true”, "
                    + "or use “chungthuc submit --again”."
            )
        case .bytesDiffer:
            Wording(
                vi: "Dùng đúng tệp trên bàn làm việc của hồ sơ.",
                en: "Use the file that stands on the dossier's desk."
            )
        case .codesExhausted: Wording(vi: "Tiếp nhận vào ngày làm việc sau.", en: "Take it in on the next day.")
        case .unknownAccount:
            Wording(
                vi: "Kiểm tra lại số, hoặc thêm bằng “chungthuc account add”.",
                en: "Check the number, or add it with “chungthuc account add”."
            )
        case .accountExists:
            Wording(vi: "Sửa bằng “chungthuc account edit”.", en: "Change it with “chungthuc account edit”.")
        case .accountInUse:
            Wording(
                vi: "Trả kết quả hoặc hủy các hồ sơ, lịch hẹn đó trước.", en: "Deliver or cancel those first.")
        case .unknownAppointment, .appointmentNotWaiting:
            Wording(vi: "Xem “chungthuc appointment list”.", en: "See “chungthuc appointment list”.")
        case .slotFull:
            Wording(
                vi: "Chọn giờ khác: “chungthuc appointment slots”.",
                en: "Choose another: “chungthuc appointment slots”.")
        case .appointmentsExhausted:
            Wording(vi: "Đặt lại vào ngày mai.", en: "Book again tomorrow.")
        case .register(let fault): fault.remedy
        }
    }
}
