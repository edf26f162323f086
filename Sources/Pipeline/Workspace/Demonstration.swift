import Foundation
import Spool

/// Plays all the roles on a sample scan in a temporary workspace, the way people do: by moving files.
package struct Demonstration: Sendable {
    package struct Result: Codable, Sendable {
        package let workspace: String
        package let code: String
        package let certifiedPDF: String
        package let mail: String
        package let verification: String
    }

    private let directory: String
    private let tell: @Sendable (String) -> Void

    /// - Parameters:
    ///   - directory: absolute, empty or missing.
    ///   - tell: called with each step as it happens, in Vietnamese.
    package init(directory: String, tell: @escaping @Sendable (String) -> Void) {
        self.directory = directory
        self.tell = tell
    }

    /// Blocking.
    package func play() async throws -> Result {
        tell("Tạo nơi làm việc, chứng thư số, hình chữ ký, con dấu và sổ để thử trong \(directory)")
        _ = try await WorkspaceBlueprint(directory: directory).layOut(demo: true)
        let configuration = try Workspace(found: directory).pipeline(named: nil)
        let office = try await Office.open(configuration, program: "demo")

        tell("Máy quét: thả bản quét vào inbox/giay-khai-sinh/")
        let scan = directory + "/inbox/giay-khai-sinh/giay-khai-sinh__nguyenthithu@example.vn.pdf"
        try Data(try DemoScan.make()).write(to: URL(fileURLWithPath: scan))
        try await office.runOnce()
        var dossier = try await only(office)
        tell("Tiếp nhận: hồ sơ \(dossier.code), \(dossier.pages) trang, chờ trình ký")

        tell("Cán bộ tư pháp: chuyển tệp vào scanned/submit/ (Trình ký)")
        dossier = try await move(dossier, to: "scanned/submit", office)
        tell("Lãnh đạo: chuyển tệp vào awaiting-signature/sign/ (Ký số)")
        dossier = try await move(dossier, to: "awaiting-signature/sign", office)
        tell("Đã ký bởi \(dossier.signer ?? "?"), thêm trang lời chứng")
        tell("Văn thư: chuyển tệp vào awaiting-seal/stamp/ (Đóng dấu)")
        dossier = try await move(dossier, to: "awaiting-seal/stamp", office)
        tell("Đã cấp số \(dossier.number ?? "?"), đóng dấu và gửi tới \(dossier.applicant?.email ?? "?")")
        try office.close()

        let certified = directory + "/" + (dossier.path ?? "")
        let root = directory + "/pki/root.pem"
        let verification = try await VerificationOffice(trust: [root], configuration: configuration).verify(certified)
        guard dossier.state == "delivered", verification.valid, verification.register.known else {
            throw UnexpectedFault(detail: "bản thử không hợp lệ: \(dossier.state)")
        }
        for signature in verification.signatures {
            tell("Kiểm tra: chữ ký của \(signature.signer ?? "?") hợp lệ (\(signature.changes.rawValue))")
        }
        guard case .maildir(let maildir) = configuration.delivery.email.transport else {
            throw UnexpectedFault(detail: "bản thử không gửi vào Maildir")
        }
        let mails = maildir + "/new"
        let mail = try FileManager.default.contentsOfDirectory(atPath: mails).sorted().last ?? ""
        return Result(
            workspace: directory,
            code: dossier.code,
            certifiedPDF: certified,
            mail: mails + "/" + mail,
            verification: "chungthuc verify --trust '\(root)' '\(certified)'"
        )
    }

    private func only(_ office: Office) async throws -> DossierDocument {
        guard let record = try await office.ledger.dossiers().first else {
            throw UnexpectedFault(detail: "bản quét thử không được tiếp nhận")
        }
        return try await office.document(of: record.code)
    }

    /// A person's gesture, and the office's answer to it.
    private func move(
        _ dossier: DossierDocument,
        to folder: String,
        _ office: Office
    ) async throws -> DossierDocument {
        guard let path = dossier.path, let name = path.split(separator: "/").last else {
            throw UnexpectedFault(detail: "hồ sơ thử không có tệp")
        }
        try FileManager.default.moveItem(
            atPath: directory + "/" + path,
            toPath: directory + "/spool/\(folder)/\(name)"
        )
        try await office.runOnce()
        return try await only(office)
    }
}
