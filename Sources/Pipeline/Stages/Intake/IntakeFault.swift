import Faults

/// A scan that the office's own rules refuse, however sound the document is.
enum IntakeFault: Fault, Equatable {
    /// Both in octets.
    case tooLarge(name: String, bytes: Int, limit: Int)
    case notAScan(name: String)
    case noSuchFile(path: String)
    case takenInMeanwhile(name: String)

    var code: String {
        switch self {
        case .tooLarge: "file-too-large"
        case .notAScan: "not-a-scan"
        case .noSuchFile: "no-such-file"
        case .takenInMeanwhile: "taken-in-meanwhile"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .tooLarge, .notAScan: .data
        case .noSuchFile, .takenInMeanwhile: .notFound
        }
    }

    var message: Wording {
        switch self {
        case .tooLarge(let name, let bytes, let limit):
            Wording(
                vi: "Tệp \(name) có \(bytes) byte, vượt quá giới hạn \(limit) byte (\(limit >> 20) MiB).",
                en: "The file \(name) has \(bytes) bytes, more than the limit of \(limit) (\(limit >> 20) MiB)."
            )
        case .notAScan(let name):
            Wording(
                vi: "Tệp \(name) không phải là bản quét: chỉ nhận tệp có đuôi .pdf.",
                en: "The file \(name) is no scan: only .pdf files are taken in."
            )
        case .noSuchFile(let path):
            Wording(vi: "Không có tệp hoặc hồ sơ \(path).", en: "There is no file or dossier \(path).")
        case .takenInMeanwhile(let name):
            Wording(
                vi: "Tệp \(name) vừa được tiếp nhận từ inbox/.",
                en: "The file \(name) has just been taken in from inbox/."
            )
        }
    }

    var remedy: Wording {
        switch self {
        case .tooLarge:
            Wording(
                vi: "Quét lại với độ phân giải thấp hơn (200–300 dpi, thang xám) rồi thả vào inbox/.",
                en: "Scan again at a lower resolution (200–300 dpi, greyscale) and drop it into inbox/."
            )
        case .notAScan:
            Wording(
                vi: "Quét giấy tờ thành PDF rồi thả vào inbox/.",
                en: "Scan the paper to PDF and drop that into inbox/."
            )
        case .noSuchFile:
            Wording(vi: "Kiểm tra đường dẫn hoặc mã hồ sơ.", en: "Check the path or the code.")
        case .takenInMeanwhile:
            Wording(
                vi: "Xem mã hồ sơ bằng chungthuc list --state scanned, rồi trình ký theo mã.",
                en: "Find its code with chungthuc list --state scanned and submit that."
            )
        }
    }
}
