import Faults

/// A mistake in a configuration file. Nothing starts half-configured: the first mistake ends the start.
package struct ConfigurationFault: Fault, Equatable {
    package enum Reason: Sendable, Equatable {
        case unreadable(detail: String)
        case notYAML(detail: String)
        case unknownKey(allowed: [String])
        case missingKey
        case wrongType(expected: Wording)
        case invalidValue(found: String, expected: Wording)
        case sharedFolder(other: String)
        case unreadableFile(path: String)
        case unusable(detail: Wording, remedy: Wording)
    }

    /// Relative to the workspace where it lies inside.
    package let file: String
    /// Counted from 1; `nil` where the whole file is meant.
    package let line: Int?
    /// Dotted, as in `delivery.email.from`; empty where the whole file is meant.
    package let key: String
    package let reason: Reason

    package init(file: String, line: Int? = nil, key: String = "", reason: Reason) {
        self.file = file
        self.line = line
        self.key = key
        self.reason = reason
    }

    package var code: String {
        switch reason {
        case .unreadable: "configuration-unreadable"
        case .notYAML: "configuration-not-yaml"
        case .unknownKey: "configuration-unknown-key"
        case .missingKey: "configuration-missing-key"
        case .wrongType: "configuration-wrong-type"
        case .invalidValue: "configuration-invalid-value"
        case .sharedFolder: "configuration-shared-folder"
        case .unreadableFile: "configuration-unreadable-file"
        case .unusable: "configuration-unusable"
        }
    }

    package var exitCode: ExitCode { .configuration }

    /// `pipelines/x.yaml:12: office.code`.
    private var place: String {
        var place = file
        if let line { place += ":\(line)" }
        if !key.isEmpty { place += ": \(key)" }
        return place
    }

    package var message: Wording {
        let (vietnamese, english) =
            switch reason {
            case .unreadable(let detail):
                ("không đọc được tệp cấu hình (\(detail)).", "the configuration file cannot be read (\(detail)).")
            case .notYAML(let detail):
                ("tệp không phải YAML hợp lệ: \(detail).", "the file is not valid YAML: \(detail).")
            case .unknownKey:
                ("khóa này không tồn tại.", "there is no such key.")
            case .missingKey:
                ("thiếu khóa bắt buộc này.", "this key is required.")
            case .wrongType(let expected):
                ("sai kiểu, cần \(expected.vietnamese).", "wrong type, expected \(expected.english).")
            case .invalidValue(let found, let expected):
                (
                    "giá trị “\(found)” không hợp lệ, cần \(expected.vietnamese).",
                    "invalid value '\(found)', expected \(expected.english)."
                )
            case .sharedFolder(let other):
                (
                    "thư mục này đã thuộc về \(other); mỗi cơ quan phải có thư mục riêng.",
                    "this folder belongs to \(other) already; each pipeline needs its own."
                )
            case .unreadableFile(let path):
                ("không đọc được tệp “\(path)”.", "the file '\(path)' cannot be read.")
            case .unusable(let detail, _):
                (detail.vietnamese, detail.english)
            }
        return Wording(vi: "\(place): \(vietnamese)", en: "\(place): \(english)")
    }

    package var remedy: Wording {
        switch reason {
        case .unreadable:
            Wording(
                vi: "Kiểm tra đường dẫn và quyền đọc tệp, hoặc chạy: chungthuc init.",
                en: "Check the path and its permissions, or run: chungthuc init."
            )
        case .notYAML:
            Wording(vi: "Sửa cú pháp ở dòng đã nêu.", en: "Correct the syntax at that line.")
        case .unknownKey(let allowed):
            Wording(
                vi: "Xóa hoặc sửa tên khóa; các khóa dùng được ở đây: \(allowed.joined(separator: ", ")).",
                en: "Remove it or correct its name; known here: \(allowed.joined(separator: ", "))."
            )
        case .missingKey:
            Wording(vi: "Thêm khóa này vào tệp.", en: "Add the key to the file.")
        case .wrongType, .invalidValue:
            Wording(vi: "Sửa giá trị ở dòng đã nêu.", en: "Correct the value at that line.")
        case .sharedFolder:
            Wording(
                vi: "Đặt folders.inbox và folders.spool khác nhau cho từng cơ quan.",
                en: "Give each pipeline its own folders.inbox and folders.spool."
            )
        case .unreadableFile:
            Wording(vi: "Kiểm tra đường dẫn và quyền đọc tệp.", en: "Check the path and its permissions.")
        case .unusable(_, let remedy):
            remedy
        }
    }
}
