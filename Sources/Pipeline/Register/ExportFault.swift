import Faults

/// A report that cannot be written.
enum ExportFault: Fault, Equatable {
    case spreadsheet(path: String, reason: String)
    case noFolder(path: String)

    var code: String {
        switch self {
        case .spreadsheet: "spreadsheet-failed"
        case .noFolder: "no-such-folder"
        }
    }

    var exitCode: ExitCode { .cannotCreate }

    var message: Wording {
        switch self {
        case .spreadsheet(let path, let reason):
            Wording(vi: "Không ghi được bảng tính \(path): \(reason).", en: "Cannot write \(path): \(reason).")
        case .noFolder(let path):
            Wording(vi: "Không ghi được vào \(path).", en: "Cannot write to \(path).")
        }
    }

    var remedy: Wording {
        Wording(
            vi: "Kiểm tra thư mục, quyền ghi và chỗ trống trên ổ đĩa.",
            en: "Check the folder, its permissions and the space on the disk."
        )
    }
}
