import Faults
import Foundation

/// A file of accounts: CSV with a header (also Excel's, with semicolons and a byte order mark), a JSON array, or JSON
/// Lines. The columns go by the names of the fields, or by those that the portal shows.
package enum AccountFile {
    private static let titles = [
        "identity": ["identity", "cmnd/cccd/mst", "số cmnd/cccd/mst", "cmnd", "cccd", "mst"],
        "name": ["name", "tên đối tượng", "họ và tên", "họ tên", "tên"],
        "birth": ["birth", "ngày sinh"],
        "phone": ["phone", "số điện thoại", "điện thoại"],
        "email": ["email", "e-mail", "thư điện tử"],
        "address": ["address", "địa chỉ"],
    ]

    /// Blocking.
    ///
    /// - Parameter path: absolute; its extension says how it is written.
    /// - Throws: ``AccountFileFault``.
    package static func read(_ path: String) throws -> [OfficeRequest.AccountLine] {
        guard FileManager.default.fileExists(atPath: path) else { throw AccountFileFault.noSuchFile(path: path) }
        let text = String(decoding: try SmallFile.read(path), as: UTF8.self)
        let name = URL(fileURLWithPath: path).lastPathComponent
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "csv", "txt": return try table(text, name)
        case "json", "jsonl", "ndjson": return try objects(text, name)
        default: throw AccountFileFault.unknownForm(name: name)
        }
    }

    private static func table(_ text: String, _ name: String) throws(AccountFileFault) -> [OfficeRequest.AccountLine] {
        let rows = CSVTable.rows(text)
        guard let header = rows.first else { throw .noColumns(name: name) }
        let keys = header.cells.map { cell in
            let title = cell.trimmingCharacters(in: .whitespaces).lowercased()
            return titles.first { $0.value.contains(title) }?.key
        }
        guard keys.contains("identity"), keys.contains("name") else { throw .noColumns(name: name) }
        return rows.dropFirst().map { row in
            var values: [String: String] = [:]
            for case (let key?, let cell) in zip(keys, row.cells) where !cell.isBlank { values[key] = cell }
            let fields = AccountFields(
                identity: values["identity"],
                name: values["name"],
                birth: values["birth"],
                phone: values["phone"],
                email: values["email"],
                address: values["address"]
            )
            return OfficeRequest.AccountLine(place: "\(name):\(row.line)", fields: fields)
        }
    }

    private static func objects(
        _ text: String, _ name: String
    ) throws(AccountFileFault) -> [OfficeRequest.AccountLine] {
        do {
            let isArray = text.first { !$0.isWhitespace } == "["
            let decoder = JSONDecoder()
            if isArray {
                let all = try decoder.decode([AccountFields].self, from: Data(text.utf8))
                return all.enumerated().map { .init(place: "\(name)[\($0)]", fields: $1) }
            }
            return try text.split(whereSeparator: \.isNewline).enumerated().map { index, line in
                .init(
                    place: "\(name):\(index + 1)",
                    fields: try decoder.decode(AccountFields.self, from: Data(line.utf8)))
            }
        } catch {
            throw .malformed(name: name)
        }
    }
}

/// A file that is no list of accounts.
enum AccountFileFault: Fault, Equatable {
    case noSuchFile(path: String)
    case unknownForm(name: String)
    case noColumns(name: String)
    case malformed(name: String)

    var code: String {
        switch self {
        case .noSuchFile: "no-such-file"
        case .unknownForm: "format-unknown"
        case .noColumns: "columns-missing"
        case .malformed: "json-malformed"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .noSuchFile: .notFound
        case .unknownForm: .usage
        case .noColumns, .malformed: .data
        }
    }

    var message: Wording {
        switch self {
        case .noSuchFile(let path): Wording(vi: "Không có tệp \(path).", en: "There is no file \(path).")
        case .unknownForm(let name):
            Wording(vi: "Không biết đọc tệp “\(name)”.", en: "The file '\(name)' is of no known form.")
        case .noColumns(let name):
            Wording(
                vi: "Tệp \(name) thiếu cột identity hoặc name.",
                en: "The file \(name) lacks the columns identity or name.")
        case .malformed(let name):
            Wording(vi: "Tệp \(name) không phải là danh sách JSON.", en: "The file \(name) is no list in JSON.")
        }
    }

    var remedy: Wording {
        switch self {
        case .noSuchFile: Wording(vi: "Kiểm tra đường dẫn.", en: "Check the path.")
        case .unknownForm: Wording(vi: "Dùng tệp .csv, .json hoặc .jsonl.", en: "Use a .csv, .json or .jsonl file.")
        case .noColumns:
            Wording(
                vi: "Dòng đầu nêu tên cột: identity, name, birth, phone, email, address.",
                en: "The first line names the columns: identity, name, birth, phone, email, address.")
        case .malformed:
            Wording(
                vi: "Mỗi tài khoản là một đối tượng có identity, name, birth, phone, email, address.",
                en: "Each account is an object with identity, name, birth, phone, email, address.")
        }
    }
}
