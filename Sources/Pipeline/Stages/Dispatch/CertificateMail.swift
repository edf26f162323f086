import Certification
import Ledger

/// What the recipient of a certified copy reads.
struct CertificateMail {
    let record: DossierRecord
    let number: RegisterNumber
    let date: CivilDate

    var documentType: String { record.form.documentType?.name ?? "Giấy tờ" }

    var subject: String { "Bản sao điện tử có chứng thực: \(documentType), số \(number.text)" }

    /// As the recipient saves it.
    var attachmentName: String { "\(documentType) - chứng thực \(number.text.replacing("/", with: "-")).pdf" }

    func text(office: String) -> String {
        """
        Kính gửi: \(record.form.applicant?.displayName ?? "Ông/Bà")

        \(office) gửi kèm thư này bản sao điện tử được chứng thực từ bản chính:

          Loại giấy tờ: \(documentType)
          Số chứng thực: \(number.text)
          Ngày chứng thực: \(date.vietnamese)
          Mã hồ sơ: \(record.code.text)

        Tệp PDF đính kèm có chữ ký số của người chứng thực và con dấu số của cơ quan. Chữ ký số chỉ còn giá trị khi tệp \
        được giữ nguyên: hãy lưu tệp, không in ra rồi quét lại. Phần mềm đọc PDF có thể báo “chưa xác định được độ tin \
        cậy” khi máy của Ông/Bà chưa cài chứng thư số gốc của cơ quan cấp; điều đó không có nghĩa là tệp bị sửa.

        Thư này được gửi tự động. Mọi thắc mắc xin liên hệ \(office) và nêu mã hồ sơ.

        --
        \(office)
        Attached is a certified electronic copy (PDF, digitally signed and sealed), register number \(number.text).

        """
    }
}
