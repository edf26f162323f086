import Certification
import Delivery
import Faults
import Foundation
import Ledger
import Spool

extension Doctor {
    /// The ways to the recipients, and copies that wait on them.
    func delivery() async -> [DoctorFinding] {
        let settings = configuration.delivery
        var findings = mail()
        findings += services()
        switch settings.email.bounces {
        case .maildir(let path)?: findings += folder(path + "/new", Self.bounces)
        case .mbox(let path)?: findings += folder((path as NSString).deletingLastPathComponent, Self.bounces)
        case nil: break
        }
        if case .directory(let path)? = settings.account { findings += parent(of: path) }
        if let links = settings.email.links { findings += folder(links.directory, Self.links) }
        return findings + (await waiting())
    }

    private func mail() -> [DoctorFinding] {
        switch configuration.delivery.email.transport {
        case .maildir(let path): return parent(of: path)
        case .smtp(let settings):
            switch SMTPChannel(settings.hurried).probe() {
            case .failure(let failure):
                return [.problem("mail", DeliveryTrouble(message: failure.wording, remedy: Self.mendMail))]
            case .success(let features):
                var findings = [
                    DoctorFinding.fine(
                        "mail",
                        Wording(
                            vi: "Máy chủ thư \(settings.server) nhận kết nối.",
                            en: "The mail server \(settings.server) lets us in."
                        )
                    )
                ]
                findings += size(features.largestMessage)
                if settings.encryption == .none, settings.url.hasPrefix("smtp:") {
                    findings.append(.warning("mail", Self.inClear, remedy: Self.encrypt))
                }
                return findings
            }
        }
    }

    /// A scan at the limit of intake must find a way out.
    private func size(_ server: Int?) -> [DoctorFinding] {
        let email = configuration.delivery.email
        guard email.links == nil, let limit = [email.limit, server].compactMap({ $0 }).min() else { return [] }
        let largest = MailSize.message(attaching: configuration.intake.limit + Office.growthOfScan)
        guard largest > limit else { return [] }
        return [
            .warning(
                "mail",
                Wording(
                    vi: "Bản quét lớn nhất được tiếp nhận không gửi được qua thư (thư tối đa \(limit) byte).",
                    en: "The largest scan that is taken in does not fit into a mail of \(limit) octets."
                ),
                remedy: Wording(
                    vi: "Cấu hình delivery.email.links, hoặc giảm intake.limit.",
                    en: "Configure delivery.email.links, or lower intake.limit."
                )
            )
        ]
    }

    /// Of the portal and of gateways: their tokens, and whether they can be reached. Nothing is sent.
    private func services() -> [DoctorFinding] {
        var services: [WebService] = []
        if case .http(let service)? = configuration.delivery.account { services.append(service) }
        for channel in [configuration.notifications.sms, configuration.notifications.account] {
            if case .http(let service)? = channel?.transport { services.append(service) }
        }
        return services.map { service in
            if let trouble = service.trouble() {
                return .problem("delivery", DeliveryTrouble(message: trouble, remedy: Self.mendService))
            }
            return .fine(
                "delivery",
                Wording(vi: "\(service.server) nhận kết nối.", en: "\(service.server) takes connections.")
            )
        }
    }

    private func parent(of path: String) -> [DoctorFinding] {
        folder((path as NSString).deletingLastPathComponent, Self.target)
    }

    private func folder(_ path: String, _ remedy: Wording) -> [DoctorFinding] {
        do throws(SpoolFault) {
            _ = try Directory.open(path: path)
            return []
        } catch {
            return [.problem("delivery", DeliveryTrouble(message: error.message, remedy: remedy))]
        }
    }

    private func waiting() async -> [DoctorFinding] {
        do {
            let since = clock.now().adding(.zero - configuration.delivery.patience.notice)
            let late = try await OfficeReader(configuration).ledger.waitingDeliveries(createdBy: since)
            return late.filter { $0.draft.purpose == .result }.map { delivery in
                let words = delivery.attempts.last?.detail ?? ""
                return .warning(
                    "delivery",
                    Wording(
                        vi: "Hồ sơ \(delivery.subject) chưa gửi được sau \(delivery.attempts.count) lần thử. \(words)",
                        en: "Dossier \(delivery.subject) is not delivered after \(delivery.attempts.count) attempts."
                    ),
                    remedy: Self.askRecipient
                )
            }
        } catch {
            // A ledger that cannot be read is reported by its own check.
            return []
        }
    }

    private static let mendMail = Wording(
        vi: "Kiểm tra delivery.email.smtp: url, starttls, ca-file, user, password-file; thư đang chờ sẽ tự gửi sau đó.",
        en:
            "Check delivery.email.smtp: url, starttls, ca-file, user, password-file; mail that waits goes by itself then."
    )
    private static let inClear = Wording(
        vi: "Thư đi tới máy chủ không mã hóa (starttls: none).",
        en: "Mail goes to the server in clear (starttls: none).")
    private static let encrypt = Wording(vi: "Đặt starttls: required.", en: "Set starttls: required.")
    private static let mendService = Wording(
        vi: "Kiểm tra url, token-file (quyền 0600), ca-file của dịch vụ này; những gì đang chờ sẽ tự gửi sau đó.",
        en: "Check the service's url, token-file (mode 0600), ca-file; what waits goes by itself then."
    )
    private static let bounces = Wording(
        vi: "Tạo hộp thư đó, hoặc sửa delivery.email.bounces.",
        en: "Make that mailbox, or correct delivery.email.bounces.")
    private static let links = Wording(
        vi: "Tạo thư mục đó cho máy chủ web, hoặc sửa delivery.email.links.",
        en: "Make that folder for the web server, or correct delivery.email.links."
    )
    private static let target = Wording(
        vi: "Tạo thư mục đó, hoặc sửa delivery trong cấu hình.", en: "Make that folder, or correct delivery.")
    private static let askRecipient = Wording(
        vi: "Hỏi người nhận; đổi địa chỉ sau khi hệ thống ngừng gửi: chungthuc resend <mã> --email <địa chỉ>.",
        en: "Ask the recipient; once it is given up: chungthuc resend <code> --email <address>."
    )
}

/// What keeps copies from going out.
private struct DeliveryTrouble: Fault {
    let message: Wording
    let remedy: Wording

    var code: String { "delivery-trouble" }
    var exitCode: ExitCode { .unavailable }
}
