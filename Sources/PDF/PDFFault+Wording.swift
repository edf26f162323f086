import Faults

extension PDFFault {
    package var message: Wording {
        switch self {
        case .notAPDF(let name):
            Wording(vi: "\(name) không phải là tệp PDF.", en: "\(name) is not a PDF file.")
        case .emptyFile(let name):
            Wording(vi: "\(name) là tệp rỗng.", en: "\(name) is empty.")
        case .encrypted(let name):
            Wording(vi: "\(name) được mã hóa hoặc đặt mật khẩu.", en: "\(name) is encrypted.")
        case .noPages(let name):
            Wording(vi: "\(name) không có trang nào.", en: "\(name) has no pages.")
        case .truncated(let name):
            Wording(vi: "\(name) bị cụt, thiếu phần cuối tệp.", en: "\(name) is truncated, its end is missing.")
        case .needsRepair(let name, let reason):
            Wording(
                vi: "\(name) bị hỏng nhưng có thể sửa được (\(reason)).",
                en: "\(name) is damaged but can be repaired (\(reason))."
            )
        case .beyondRepair(let name, let reason):
            Wording(
                vi: "\(name) bị hỏng, không sửa được (\(reason)).",
                en: "\(name) is damaged beyond repair (\(reason))."
            )
        case .signedAndDamaged(let name, let reason):
            Wording(
                vi: "\(name) đã được ký số nhưng bị hỏng (\(reason)); sửa tệp sẽ làm mất giá trị chữ ký.",
                en: "\(name) is signed but damaged (\(reason)); repair would break its signatures."
            )
        case .repairLosesPages(let name, let shown, let left):
            Wording(
                vi: "\(name) bị hỏng: trình đọc PDF hiện \(shown) trang nhưng sau khi sửa chỉ còn \(left) trang.",
                en: "\(name) is damaged: a viewer shows \(shown) pages, repair would leave \(left)."
            )
        case .repairChangesPage(let name, let page):
            Wording(
                vi: "\(name) bị hỏng: sau khi sửa, trang \(page) hiện ra khác với khi mở bằng trình đọc PDF.",
                en: "\(name) is damaged: after repair, page \(page) looks different from what a viewer shows."
            )
        case .undecodableStream(let name, let object, let reason):
            Wording(
                vi: "Không giải mã được đối tượng \(object) trong \(name) (\(reason)).",
                en: "Object \(object) in \(name) cannot be decoded (\(reason))."
            )
        case .activeContent(let name, let found):
            Wording(
                vi: "\(name) có nội dung động: \(found.map(\.wording.vietnamese).joined(separator: ", ")).",
                en: "\(name) has active content: \(found.map(\.wording.english).joined(separator: ", "))."
            )
        case .tooManyPages(let name, let limit):
            Wording(vi: "\(name) có hơn \(limit) trang.", en: "\(name) has more than \(limit) pages.")
        case .tooManyObjects(let name, let limit):
            Wording(
                vi: "\(name) có hơn \(limit) đối tượng PDF.", en: "\(name) has more than \(limit) PDF objects."
            )
        case .unpacksTooLarge(let name, let limit):
            Wording(
                vi: "Dữ liệu nén trong \(name) bung ra quá \(limit >> 20) MiB.",
                en: "What is packed in \(name) unpacks to more than \(limit >> 20) MiB."
            )
        case .drawsTooMuch(let name, let limit):
            Wording(
                vi: "\(name) bắt chương trình xem vẽ quá \(limit) hình lồng nhau.",
                en: "\(name) has viewers draw more than \(limit) nested forms."
            )
        case .xfaForm(let name):
            Wording(vi: "\(name) là biểu mẫu XFA.", en: "\(name) is an XFA form.")
        case .formDrawnByViewers(let name):
            Wording(
                vi:
                    "\(name) là biểu mẫu do trình đọc PDF tự vẽ (NeedAppearances): chữ ký và con dấu sẽ không hiện lên.",
                en: "\(name) is a form that viewers draw (NeedAppearances): signature and seal would not show."
            )
        case .furtherSignaturesForbidden(let name, let field):
            Wording(
                vi: "\(name) mang chữ ký “\(field)” không cho phép thay đổi hay ký thêm (DocMDP mức 1).",
                en: "\(name) carries the signature '\(field)', which forbids changes and further signatures (DocMDP 1)."
            )
        case .formLocked(let name, let field):
            Wording(
                vi:
                    "\(name) mang chữ ký “\(field)” khóa các trường biểu mẫu: thêm lời chứng sẽ làm chữ ký đó mất giá trị.",
                en: "\(name) carries the signature '\(field)', which locks form fields: an attestation would break it."
            )
        case .pageTooLarge(let name, let page, let width, let height):
            Wording(
                vi: "Trang \(page) của \(name) quá lớn: \(width) × \(height) mm.",
                en: "Page \(page) of \(name) is too large: \(width) × \(height) mm."
            )
        case .inspectionCrashed(let name, let reason):
            Wording(
                vi: "Tiến trình kiểm tra bị dừng đột ngột khi đọc \(name) (\(reason)).",
                en: "The inspecting process crashed while it read \(name) (\(reason))."
            )
        case .inspectionTimedOut(let name, let seconds):
            Wording(
                vi: "Kiểm tra \(name) quá \(seconds) giây.",
                en: "Inspecting \(name) took more than \(seconds) seconds."
            )
        case .inspectionOutOfMemory(let name, let limit):
            Wording(
                vi: "Đọc \(name) cần hơn \(limit >> 20) MiB bộ nhớ.",
                en: "Reading \(name) takes more than \(limit >> 20) MiB of memory."
            )
        case .inspectionUnavailable(let reason):
            Wording(
                vi: "Chưa kiểm tra được tệp: tiến trình kiểm tra không chạy (\(reason)).",
                en: "The file cannot be inspected now: no inspecting process runs (\(reason))."
            )
        case .invalidImage(let name, let reason):
            Wording(
                vi: "\(name) không phải là ảnh PNG dùng được (\(reason)).",
                en: "\(name) is not a usable PNG image (\(reason))."
            )
        case .charactersWithoutFont(let characters):
            Wording(
                vi: "Không phông chữ nào trên máy có ký tự \(characters).",
                en: "No installed font has the character \(characters)."
            )
        case .drawingFailed(let reason):
            Wording(vi: "Không vẽ được trang (\(reason)).", en: "The page cannot be drawn (\(reason)).")
        case .software(let reason):
            Wording(vi: "Lỗi của chương trình (\(reason)).", en: "A fault of this program (\(reason)).")
        }
    }

    package var remedy: Wording {
        switch self {
        case .notAPDF, .emptyFile, .noPages, .beyondRepair, .undecodableStream, .repairLosesPages, .repairChangesPage,
            .inspectionCrashed, .inspectionTimedOut, .inspectionOutOfMemory, .tooManyPages, .tooManyObjects,
            .unpacksTooLarge, .drawsTooMuch:
            Wording(vi: "Hãy quét lại tài liệu ra PDF.", en: "Scan the document to PDF again.")
        case .truncated:
            Wording(
                vi: "Hãy sao chép lại trọn vẹn tệp, hoặc quét lại tài liệu.",
                en: "Copy the whole file again, or scan the document again."
            )
        case .signedAndDamaged:
            Wording(
                vi: "Hãy xin lại tệp nguyên vẹn từ người ký, hoặc quét từ bản giấy.",
                en: "Ask the signer for the intact file, or scan the paper."
            )
        case .encrypted:
            Wording(
                vi: "Hãy bỏ mật khẩu và mọi hạn chế của tệp rồi nộp lại.",
                en: "Remove the password and all restrictions, then hand it in again."
            )
        case .needsRepair:
            Wording(
                vi: "Hãy lưu lại tệp bằng một trình đọc PDF, hoặc quét lại tài liệu.",
                en: "Save the file anew with a PDF viewer, or scan the document again."
            )
        case .inspectionUnavailable:
            Wording(
                vi: "Hãy chạy chungthuc doctor; tệp sẽ được kiểm tra lại.",
                en: "Run chungthuc doctor; the file will be inspected again."
            )
        case .activeContent:
            Wording(
                vi: "Hãy in tài liệu ra PDF thường, hoặc quét từ bản giấy, rồi nộp lại "
                    + "(loại nội dung nào được nhận: intake.allow trong cấu hình).",
                en: "Print it to an ordinary PDF, or scan the paper, and hand that in "
                    + "(what the office takes all the same: intake.allow in the configuration)."
            )
        case .xfaForm:
            Wording(
                vi: "Hãy in biểu mẫu ra PDF thường rồi nộp lại.",
                en: "Print the form to an ordinary PDF and hand that in."
            )
        case .formDrawnByViewers:
            Wording(
                vi: "Hãy in biểu mẫu ra PDF thường, hoặc quét từ bản giấy, rồi nộp lại.",
                en: "Print the form to an ordinary PDF, or scan the paper, and hand that in."
            )
        case .furtherSignaturesForbidden, .formLocked:
            Wording(
                vi: "Hãy dùng bản cho phép ký thêm, hoặc quét từ bản giấy.",
                en: "Use a version that allows further signatures, or scan the paper."
            )
        case .pageTooLarge:
            Wording(
                vi: "Hãy quét lại với khổ giấy đúng kích thước thật.",
                en: "Scan again with the paper's real size."
            )
        case .invalidImage:
            Wording(
                vi: "Hãy dùng ảnh PNG nền trong suốt, mỗi cạnh không quá 10.000 điểm ảnh.",
                en: "Use a transparent PNG of at most 10,000 pixels a side."
            )
        case .charactersWithoutFont:
            Wording(
                vi: "Cài thêm phông chữ (apt-get install fonts-noto) hoặc sửa tên, chức vụ trong cấu hình.",
                en: "Install more fonts (apt-get install fonts-noto), or correct names and titles in the configuration."
            )
        case .drawingFailed:
            Wording(
                vi: "Hãy chạy chungthuc doctor để kiểm tra phông chữ đã cài.",
                en: "Run chungthuc doctor to check the installed fonts."
            )
        case .software:
            Wording(
                vi: "Hãy báo cho người phát triển cùng thông báo này.",
                en: "Tell the developers, with this message."
            )
        }
    }
}
