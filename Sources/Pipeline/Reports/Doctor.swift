import Certification
import Faults
import Ledger
import PDF
import Spool

/// Looks at everything an office needs, changes nothing, and says how to mend each finding.
package struct Doctor: Sendable {
    let configuration: PipelineConfiguration
    let layout: SpoolLayout
    let clock: OfficeClock

    package init(_ configuration: PipelineConfiguration) {
        self.configuration = configuration
        layout = SpoolLayout(configuration)
        clock = OfficeClock(zone: configuration.office.timezone)
    }

    /// Blocking.
    package func examine() async -> [DoctorFinding] {
        var findings = [
            DoctorFinding.fine(
                "configuration",
                Wording(
                    vi: "Cấu hình pipelines/\(configuration.name).yaml đọc được.",
                    en: "The configuration pipelines/\(configuration.name).yaml is readable."
                )
            )
        ]
        findings += keys()
        findings += folders()
        findings += await ledger()
        findings += await register()
        findings += await inspection()
        findings += await timestamps()
        findings += await delivery()
        findings += space()
        findings += obstacles()
        findings += systemClock()
        return findings
    }

    // MARK: Keys and pictures

    private func keys() -> [DoctorFinding] {
        let rehearsal: [DoctorFinding]
        do {
            let keyring = try Keyring(configuration)
            try AttestationRehearsal(configuration: configuration, keyring: keyring, clock: clock).perform()
            rehearsal = []
        } catch {
            rehearsal = [.problem("attestation", FaultDocument(describing: error))]
        }
        return rehearsal
            + SealReport.make(configuration).map { seal in
                if let problem = seal.problem { return .problem("keys", problem) }
                let days = seal.daysLeft ?? 0
                let message = Wording(
                    vi: "Chứng thư số của \(seal.name) còn hiệu lực \(days) ngày.",
                    en: "The certificate of \(seal.name) is valid for \(days) more days."
                )
                if seal.token?.pin == .countLow {
                    return .warning("keys", Self.pinTried(seal.location), remedy: Self.checkPIN)
                }
                guard days < 30 else { return .fine("keys", message) }
                let remedy = Wording(vi: "Gia hạn chứng thư số.", en: "Have the certificate renewed.")
                return .warning("keys", message, remedy: remedy)
            }
    }

    private static func pinTried(_ location: String) -> Wording {
        Wording(
            vi: "\(location): đã có lần nhập sai mã PIN kể từ lần đúng gần nhất.",
            en: "\(location): a wrong PIN was tried since the last right one."
        )
    }

    private static let checkPIN = Wording(
        vi: "Kiểm tra mã PIN trong tệp pin-file; nhập đúng một lần thì bộ đếm trở về ban đầu.",
        en: "Check the PIN in the pin-file; using the right one resets the token's counter."
    )

    // MARK: Folders

    private func folders() -> [DoctorFinding] {
        var findings: [DoctorFinding] = []
        do {
            for folder in layout.gestureFolders { findings += try examine(folder) }
            let state = try layout.open(.state).status()
            if state.permissions & 0o077 != 0 {
                findings.append(
                    .warning("folders", Self.exposedState, remedy: Self.closeState(layout.path(of: .state))))
            }
        } catch {
            return [.problem("folders", error)]
        }
        guard findings.isEmpty else { return findings }
        return [.fine("folders", Wording(vi: "Các thư mục đầy đủ, đúng quyền.", en: "All folders are there."))]
    }

    private func examine(_ folder: SpoolFolder) throws(SpoolFault) -> [DoctorFinding] {
        let path = layout.path(of: folder)
        let directory = try layout.open(folder)
        var findings: [DoctorFinding] = []
        if try directory.status().permissions & 0o002 != 0 {
            findings.append(
                .warning(
                    "folders",
                    Wording(vi: "Ai cũng ghi được vào \(path).", en: "Anyone can write into \(path)."),
                    remedy: Wording(vi: "Chạy: chmod o-w '\(path)'.", en: "Run: chmod o-w '\(path)'.")
                )
            )
        }
        var entries = try directory.entries()
        while let entry = try entries.next() {
            if folder == .inbox, try directory.status(of: entry.name)?.kind == .directory, !isKnownInInbox(entry.name) {
                findings.append(Self.unknownFolder("\(path)/\(entry.name.display)"))
            }
            guard let status = try directory.status(of: entry.name), !entry.name.isIgnored,
                status.kind != .regular, status.kind != .directory
            else { continue }
            findings.append(
                .warning(
                    "folders",
                    Wording(
                        vi: "\(path)/\(entry.name.display) không phải là tệp thường nên không được đụng tới.",
                        en: "\(path)/\(entry.name.display) is no regular file and is left alone."
                    ),
                    remedy: Wording(vi: "Chuyển nó đi nơi khác.", en: "Move it elsewhere.")
                )
            )
        }
        return findings
    }

    private func isKnownInInbox(_ name: FileName) -> Bool {
        ["refused", "appointments"].contains(name) || name.isIgnored || layout.documentTypes.contains(name)
    }

    private static func unknownFolder(_ path: String) -> DoctorFinding {
        .warning(
            "folders",
            Wording(
                vi: "\(path) không phải là thư mục của loại giấy tờ nào; tệp trong đó không được tiếp nhận.",
                en: "\(path) is no document type's folder; nothing in it is taken in."
            ),
            remedy: Wording(
                vi: "Thêm loại giấy tờ vào cấu hình, hoặc chuyển các tệp vào inbox/.",
                en: "Add the document type to the configuration, or move the files into inbox/."
            )
        )
    }

    private static let exposedState = Wording(
        vi: "Thư mục .state mở cho người khác.",
        en: "The folder .state is open to others."
    )

    private static func closeState(_ path: String) -> Wording {
        Wording(vi: "Chạy: chmod 700 '\(path)'.", en: "Run: chmod 700 '\(path)'.")
    }

    // MARK: Ledger

    private func ledger() async -> [DoctorFinding] {
        do {
            let reader = try OfficeReader(configuration)
            var findings: [DoctorFinding] = []
            for step in try await reader.ledger.openSteps() {
                guard case .committed(let step) = step else { continue }
                let code = step.prepared.code
                switch try await DossierFiles(reader).standing(of: code, try await reader.ledger.dossier(code).file) {
                case .sound: break
                case .unfinished:
                    findings.append(.warning("ledger", Self.unfinished(code), remedy: Self.finish))
                case .fault: findings.append(.problem("ledger", StepFault.resultMissing(code)))
                }
            }
            findings += try await anchors(of: reader)
            guard findings.isEmpty else { return findings }
            return [.fine("ledger", Wording(vi: "Sổ cái mở được.", en: "The ledger opens."))]
        } catch {
            return [.problem("ledger", FaultDocument(describing: error))]
        }
    }

    private static func unfinished(_ code: DossierCode) -> Wording {
        Wording(
            vi: "Hồ sơ \(code): một bước xử lý chưa xong.",
            en: "Dossier \(code): a step is not finished."
        )
    }

    private static let finish = Wording(
        vi: "Chạy chungthuc run (hoặc run --once); nếu vẫn còn, báo người quản trị.",
        en: "Run chungthuc run (or run --once); if it stays, tell the administrator."
    )
}
