import Faults

/// Folders whose file system or kernel sends no events, so that they are looked at every second: nothing is missed, and
/// the office is a second slower. No fault of a network share, which never sends any.
struct PolledFolders: Fault, Equatable {
    static let code = "folders-polled"

    /// As people know them: paths in the workspace, or of a share.
    let paths: [String]

    var code: String { Self.code }
    var exitCode: ExitCode { .done }

    var message: Wording {
        let list = paths.joined(separator: ", ")
        return Wording(
            vi: "Hệ điều hành không báo thay đổi trong: \(list). Chương trình tự xem lại mỗi giây.",
            en: "The system tells of no changes in: \(list). They are looked at every second."
        )
    }

    var remedy: Wording {
        Wording(
            vi: "Không cần làm gì với thư mục mạng. Nếu là ổ đĩa của máy này: tăng fs.inotify.max_user_instances và"
                + " fs.inotify.max_user_watches, rồi khởi động lại dịch vụ.",
            en: "Nothing for a network share. On a disk of this machine: raise fs.inotify.max_user_instances and"
                + " fs.inotify.max_user_watches, then restart the daemon."
        )
    }
}
