import Faults
import Glibc

extension SpoolFault {
    package var code: String {
        switch self {
        case .system(_, _, ENOSPC), .system(_, _, EDQUOT), .syncFailed(_, ENOSPC), .syncFailed(_, EDQUOT): "disk-full"
        case .system(_, _, EACCES), .system(_, _, EPERM): "permission-denied"
        case .system(_, _, ENOENT): "file-missing"
        case .system: "file-system-error"
        case .syncFailed: "sync-failed"
        case .notRegular: "not-a-regular-file"
        case .notSettled: "file-not-settled"
        case .nameTaken: "name-taken"
        case .replaced: "file-replaced"
        case .digestMismatch: "digest-mismatch"
        case .differentFileSystems: "different-file-systems"
        case .notMounted: "folder-not-mounted"
        case .tooLarge: "file-too-large"
        case .workspaceLocked: "workspace-locked"
        case .daemonAbsent: "daemon-absent"
        case .controlTimedOut: "control-timed-out"
        case .controlInterrupted: "control-interrupted"
        case .requestTooLarge: "request-too-large"
        case .noRoom: "disk-full"
        case .hashingUnavailable: "hashing-unavailable"
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .system(let operation, _, let errno): Self.exitCode(of: errno, operation)
        case .syncFailed(_, let errno): Self.exitCode(of: errno, .write)
        case .notRegular, .digestMismatch, .tooLarge: .data
        case .notSettled, .replaced, .workspaceLocked, .controlTimedOut, .controlInterrupted, .noRoom: .temporary
        case .requestTooLarge: .usage
        case .nameTaken: .cannotCreate
        case .differentFileSystems: .configuration
        case .daemonAbsent, .notMounted: .unavailable
        case .hashingUnavailable: .software
        }
    }

    private static func exitCode(of errno: Int32, _ operation: Operation) -> ExitCode {
        switch errno {
        case ENOSPC, EDQUOT, EMFILE, ENFILE, ENOMEM, EAGAIN, EBUSY: .temporary
        case EACCES, EPERM: .noPermission
        case ENOENT, ENOTDIR: .notFound
        default: [.write, .create, .move, .remove].contains(operation) ? .cannotCreate : .unavailable
        }
    }

    package var message: Wording {
        switch self {
        case .system(let operation, let path, let errno):
            Wording(
                vi: "Không thể \(operation.vietnamese) “\(path)”: \(Self.vietnamese(errno)).",
                en: "Cannot \(operation.english) '\(path)': \(Self.english(errno))."
            )
        case .syncFailed(let path, let errno):
            Wording(
                vi: "Không thể ghi chắc chắn “\(path)” xuống đĩa: \(Self.vietnamese(errno)).",
                en: "Cannot make '\(path)' durable: \(Self.english(errno))."
            )
        case .notRegular(let path, let kind):
            Wording(
                vi: "“\(path)” không phải là tệp thông thường (\(kind.vietnamese)).",
                en: "'\(path)' is not a regular file (\(kind.english))."
            )
        case .notSettled(let path):
            Wording(vi: "“\(path)” vẫn đang được ghi.", en: "'\(path)' is still being written.")
        case .nameTaken(let path):
            Wording(vi: "Đã có tệp mang tên “\(path)”.", en: "'\(path)' exists already.")
        case .replaced(let path):
            Wording(
                vi: "“\(path)” đã bị thay bằng tệp khác trong lúc xử lý.",
                en: "'\(path)' was replaced by another file meanwhile."
            )
        case .digestMismatch(let path):
            Wording(
                vi: "Nội dung của “\(path)” không khớp với mã băm đã ghi sổ.",
                en: "The bytes of '\(path)' are not the recorded ones."
            )
        case .differentFileSystems(let from, let to):
            Wording(
                vi: "“\(from)” và “\(to)” nằm trên hai hệ thống tệp khác nhau.",
                en: "'\(from)' and '\(to)' are on different file systems."
            )
        case .notMounted(let path):
            Wording(
                vi: "Ổ đĩa của “\(path)” chưa được gắn (không thấy tệp \(SpoolLayout.mountMarker) trong đó).",
                en: "What belongs at '\(path)' is not mounted (no \(SpoolLayout.mountMarker) is in it)."
            )
        case .tooLarge(let path, let limit):
            Wording(vi: "“\(path)” lớn hơn \(limit) byte.", en: "'\(path)' is larger than \(limit) bytes.")
        case .workspaceLocked(let path, let holder):
            Wording(
                vi: "Thư mục làm việc “\(path)” đang do \(holder?.vietnamese ?? "một tiến trình khác") sử dụng.",
                en: "The workspace '\(path)' is in use by \(holder?.english ?? "another process")."
            )
        case .daemonAbsent(let path):
            Wording(vi: "Không có chương trình nền nào phục vụ “\(path)”.", en: "No daemon serves '\(path)'.")
        case .controlTimedOut(let path):
            Wording(
                vi: "Chương trình nền của “\(path)” không trả lời kịp.",
                en: "The daemon of '\(path)' did not answer in time."
            )
        case .controlInterrupted(let path):
            Wording(
                vi: "Kết nối với chương trình nền của “\(path)” bị ngắt.",
                en: "The conversation with the daemon of '\(path)' broke off."
            )
        case .requestTooLarge(let limit):
            Wording(
                vi: "Lệnh dài hơn \(limit) byte mà chương trình nền nhận được.",
                en: "The command is longer than the \(limit) bytes that the daemon takes."
            )
        case .noRoom(let path):
            Wording(
                vi: "Ổ đĩa chứa “\(path)” không đủ chỗ cho bước tiếp theo.",
                en: "The disk of '\(path)' has no room for the next step."
            )
        case .hashingUnavailable:
            Wording(vi: "OpenSSL không tính được SHA-256.", en: "OpenSSL cannot compute SHA-256.")
        }
    }
}
