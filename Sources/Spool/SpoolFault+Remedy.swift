import Faults
import Glibc

extension SpoolFault {
    package var remedy: Wording {
        switch self {
        case .system(_, _, ENOSPC), .system(_, _, EDQUOT), .syncFailed(_, ENOSPC), .syncFailed(_, EDQUOT), .noRoom:
            Wording(
                vi: "Giải phóng dung lượng ổ đĩa; công việc sẽ tự tiếp tục.",
                en: "Free some disk space; work resumes by itself."
            )
        case .system(_, _, EACCES), .system(_, _, EPERM):
            Wording(
                vi: "Kiểm tra quyền của thư mục và tệp (chungthuc doctor).",
                en: "Check the permissions of the folder and the file (chungthuc doctor)."
            )
        case .system(_, _, EMFILE), .system(_, _, ENFILE):
            Wording(vi: "Tăng giới hạn số tệp được mở.", en: "Raise the limit of open files.")
        case .system(_, _, ENOENT):
            Wording(vi: "Kiểm tra lại tên và thư mục.", en: "Check the name and the folder.")
        case .system, .syncFailed:
            Wording(
                vi: "Kiểm tra ổ đĩa và nhật ký hệ thống, rồi thử lại.",
                en: "Check the disk and the system's log, then try again."
            )
        case .notRegular:
            Wording(vi: "Đưa vào một tệp PDF thông thường.", en: "Put an ordinary PDF file there.")
        case .notSettled, .replaced:
            Wording(vi: "Đợi tệp được ghi xong.", en: "Wait until the file is complete.")
        case .nameTaken:
            Wording(vi: "Đổi tên hoặc chuyển tệp đó đi chỗ khác.", en: "Rename or move that file away.")
        case .digestMismatch:
            Wording(
                vi: "Không dùng tệp này; khôi phục bản đúng từ bản sao lưu.",
                en: "Do not use this file; restore the right one from a backup."
            )
        case .differentFileSystems:
            Wording(
                vi: "Đặt toàn bộ thư mục spool trên cùng một hệ thống tệp.",
                en: "Keep the whole spool on one file system."
            )
        case .notMounted(let path):
            Wording(
                vi: "Gắn lại ổ đĩa mạng; công việc sẽ tự tiếp tục. Nếu thư mục đúng là thư mục mới, chạy: "
                    + "touch '\(path)/\(SpoolLayout.mountMarker)'.",
                en: "Mount the share again; work resumes by itself. If the folder is a new one indeed, run: "
                    + "touch '\(path)/\(SpoolLayout.mountMarker)'."
            )
        case .tooLarge:
            Wording(vi: "Giảm kích thước tệp.", en: "Make the file smaller.")
        case .requestTooLarge:
            Wording(
                vi: "Chia lệnh thành nhiều lần, mỗi lần ít hồ sơ hơn.",
                en: "Give the command in several parts, with fewer dossiers each."
            )
        case .workspaceLocked:
            Wording(
                vi: "Đợi tiến trình đó xong, hoặc dừng nó rồi thử lại.",
                en: "Wait for that process to finish, or stop it and try again."
            )
        case .daemonAbsent:
            Wording(vi: "Khởi động bằng “chungthuc run”.", en: "Start it with 'chungthuc run'.")
        case .controlTimedOut, .controlInterrupted:
            Wording(
                vi: "Xem nhật ký của chương trình nền và thử lại.",
                en: "Look at the daemon's log and try again."
            )
        case .hashingUnavailable:
            Wording(
                vi: "Kiểm tra bộ nhớ và cấu hình OpenSSL của máy.",
                en: "Check the machine's memory and OpenSSL configuration."
            )
        }
    }

    /// The operating system's own words.
    static func english(_ errno: Int32) -> String {
        guard let text = strerror(errno) else { return "error \(errno)" }
        return String(cString: text)
    }

    static func vietnamese(_ errno: Int32) -> String {
        switch errno {
        case ENOSPC: "ổ đĩa đã đầy"
        case EDQUOT: "hết hạn mức lưu trữ"
        case EACCES, EPERM: "không đủ quyền"
        case EROFS: "hệ thống tệp chỉ cho đọc"
        case ENOENT: "không tìm thấy"
        case ENOTDIR: "không phải là thư mục"
        case EEXIST: "đã tồn tại"
        case ELOOP: "là liên kết tượng trưng"
        case ENAMETOOLONG: "tên quá dài"
        case EMFILE, ENFILE: "mở quá nhiều tệp"
        case ENOMEM: "thiếu bộ nhớ"
        case EIO: "lỗi đọc ghi của thiết bị"
        case EBUSY: "đang được sử dụng"
        case ECONNREFUSED: "không có ai trả lời"
        default: "lỗi hệ thống \(errno) (\(english(errno)))"
        }
    }
}

extension SpoolFault.Operation {
    fileprivate var vietnameseAndEnglish: (String, String) {
        switch self {
        case .open: ("mở", "open")
        case .read: ("đọc", "read")
        case .write: ("ghi", "write")
        case .create: ("tạo", "create")
        case .list: ("liệt kê", "list")
        case .move: ("chuyển", "move")
        case .remove: ("xóa", "remove")
        case .examine: ("xem", "examine")
        case .lock: ("khóa", "lock")
        case .listen: ("mở cổng điều khiển", "listen on")
        case .connect: ("kết nối tới", "connect to")
        }
    }

    var vietnamese: String { vietnameseAndEnglish.0 }
    var english: String { vietnameseAndEnglish.1 }
}

extension FileKind {
    fileprivate var vietnameseAndEnglish: (String, String) {
        switch self {
        case .regular: ("tệp thường", "regular file")
        case .directory: ("thư mục", "directory")
        case .symbolicLink: ("liên kết tượng trưng", "symbolic link")
        case .pipe: ("ống dẫn", "named pipe")
        case .socket: ("ổ cắm", "socket")
        case .device: ("thiết bị", "device")
        case .unknown: ("không rõ loại", "unknown kind")
        }
    }

    /// For sentences: “thư mục”.
    package var vietnamese: String { vietnameseAndEnglish.0 }
    /// For sentences: "directory".
    package var english: String { vietnameseAndEnglish.1 }
}
