import Faults

/// A backup that cannot be made, or cannot take the place of an office.
enum BackupFault: Fault, Equatable {
    case notEmpty(path: String)
    /// Dossiers kept moving on while their files were copied.
    case tooBusy
    case notABackup(path: String)
    /// A file, or the manifest itself, is not what was signed.
    case altered(path: String)
    case untrusted(signer: String)
    case nothingToTrust
    /// The backup is of another office than the one it should become.
    case otherOffice(found: String, expected: String)
    case ledgerUnsound(first: Wording)
    /// What was done after the backup is lost: somebody must say that this is known.
    case gap([Wording])
    case badLastNumber(String)
    /// What is mounted cannot change places with the new spool in one rename.
    case mountPoint(path: String)

    var code: String {
        switch self {
        case .notEmpty: "folder-not-empty"
        case .tooBusy: "backup-too-busy"
        case .notABackup: "not-a-backup"
        case .altered: "backup-altered"
        case .untrusted: "backup-untrusted"
        case .nothingToTrust: "nothing-to-trust"
        case .otherOffice: "backup-of-other-office"
        case .ledgerUnsound: "backup-ledger-unsound"
        case .gap: "gap-not-accepted"
        case .badLastNumber: "last-number-invalid"
        case .mountPoint: "spool-is-mount-point"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .notEmpty: .cannotCreate
        case .tooBusy: .temporary
        case .notABackup: .notFound
        case .altered, .untrusted, .otherOffice, .ledgerUnsound, .gap: .data
        case .nothingToTrust, .badLastNumber: .usage
        case .mountPoint: .configuration
        }
    }

    var message: Wording {
        switch self {
        case .notEmpty(let path): Wording(vi: "\(path) không trống.", en: "\(path) is not empty.")
        case .tooBusy:
            Wording(
                vi: "Hồ sơ thay đổi liên tục trong lúc sao lưu.",
                en: "Dossiers kept moving on while they were copied."
            )
        case .notABackup(let path):
            Wording(vi: "\(path) không phải là bản sao lưu.", en: "\(path) is no backup.")
        case .altered(let path):
            Wording(
                vi: "\(path) trong bản sao lưu bị thiếu, bị sửa hoặc hỏng.",
                en: "\(path) in the backup is missing, was altered or is damaged."
            )
        case .untrusted(let signer):
            Wording(
                vi: "Bản sao lưu do “\(signer)” ký, không phải con dấu được tin cậy.",
                en: "The backup was signed by '\(signer)', which is no trusted seal."
            )
        case .nothingToTrust:
            Wording(
                vi: "Không có chứng thư số gốc nào để kiểm tra chữ ký của bản sao lưu.",
                en: "There is no root certificate to check the backup's signature with."
            )
        case .otherOffice(let found, let expected):
            Wording(
                vi: "Bản sao lưu là của cơ quan \(found), không phải \(expected).",
                en: "The backup is of the office \(found), not of \(expected)."
            )
        case .ledgerUnsound(let first):
            Wording(
                vi: "Sổ cái trong bản sao lưu không nguyên vẹn: \(first.vietnamese)",
                en: "The ledger in the backup is not sound: \(first.english)"
            )
        case .gap(let lines):
            Wording(
                vi: "Sẽ mất những gì xảy ra sau bản sao lưu: \(lines.map(\.vietnamese).joined(separator: " "))",
                en: "What happened after the backup will be lost: \(lines.map(\.english).joined(separator: " "))"
            )
        case .mountPoint(let path):
            Wording(
                vi: "\(path) là điểm gắn của một hệ thống tệp, không thể đổi chỗ với bản khôi phục.",
                en: "A file system is mounted on \(path): it cannot change places with what is restored."
            )
        case .badLastNumber(let text):
            Wording(vi: "“\(text)” không phải là SỔ=SỐ.", en: "'\(text)' is not BOOK=NUMBER.")
        }
    }

    var remedy: Wording {
        switch self {
        case .notEmpty: Wording(vi: "Chọn thư mục mới.", en: "Choose a new folder.")
        case .tooBusy: Wording(vi: "Chạy lại lúc ít việc hơn.", en: "Run it again when there is less to do.")
        case .notABackup, .altered, .ledgerUnsound, .otherOffice:
            Wording(vi: "Dùng bản sao lưu khác.", en: "Use another backup.")
        case .untrusted:
            Wording(
                vi: """
                    Nêu chứng thư số gốc của con dấu bằng --trust gốc.pem; nếu con dấu trước đây mang tên khác, nêu chứng \
                    thư số của nó ở register.anchor.signers.
                    """,
                en: """
                    Name the root of the seal's certificate with --trust root.pem; where the seal had another name then, \
                    state its certificate in register.anchor.signers.
                    """
            )
        case .nothingToTrust:
            Wording(
                vi: "Nêu chứng thư số gốc của con dấu bằng --trust gốc.pem.",
                en: "Name the root of the seal's certificate with --trust root.pem."
            )
        case .mountPoint:
            Wording(
                vi: "Gắn ổ đĩa ở nơi khác, tạo thư mục trong đó, thay spool bằng liên kết tới thư mục ấy rồi chạy lại.",
                en: "Mount the disk elsewhere, make a folder in it, let spool be a link to that folder, and repeat."
            )
        case .gap:
            Wording(
                vi: "Nếu biết số cuối đã cấp, thêm --last-number SỔ=SỐ; chạy lại với --accept-gap \"lý do\".",
                en: "If the last number given is known, add --last-number BOOK=N; repeat with --accept-gap \"reason\"."
            )
        case .badLastNumber:
            Wording(
                vi: "Viết như 2026=57. Sổ không có ở đây thì thêm sau khi khôi phục: book add … --first SỐ-KẾ-TIẾP.",
                en: "Write it like 2026=57. Add a book that is not here after restoring: book add … --first NEXT."
            )
        }
    }
}
