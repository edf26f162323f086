import Certification
import Delivery
import Faults
import Foundation
import Ledger

/// Servers that are sent to: of mail, of the portal, of messages.
extension ConfigurationReader {
    static let serviceKeys = ["url", "token-file", "ca-file"]
    private static let smtpKeys = [
        "url", "starttls", "user", "password-file", "ca-file", "connections", "patience", "dsn",
    ]
    private static let mailServer = Wording(
        vi: "địa chỉ smtp:// hoặc smtps://, không kèm tên và mật khẩu",
        en: "an smtp:// or smtps:// address without user and password"
    )
    private static let webServer = Wording(
        vi: "địa chỉ http:// hoặc https://, không kèm tên và mật khẩu",
        en: "an http:// or https:// address without user and password"
    )
    private static let count = Wording(vi: "một số từ 1 đến 32", en: "a number from 1 to 32")
    private static let parts = Wording(vi: "một số từ 1 đến 9", en: "a number from 1 to 9")
    private static let yesOrNo = Wording(vi: "true hoặc false", en: "true or false")
    private static let clearPassword = Wording(
        vi: "mật khẩu sẽ đi qua mạng không mã hóa.", en: "the password would go over the network in clear.")
    private static let clearToken = Wording(
        vi: "mã truy cập sẽ đi qua mạng không mã hóa.", en: "the token would go over the network in clear.")
    private static let useTLS = Wording(vi: "Dùng địa chỉ https://.", en: "Use an https:// address.")
    private static let json = Wording(vi: "một đối tượng JSON", en: "a JSON object")
    private static let encrypt = Wording(
        vi: "Bỏ starttls: none, hoặc bỏ user.", en: "Remove starttls: none, or the user.")

    func smtp(_ owner: YAMLSection, from: EmailAddress) throws(ConfigurationFault) -> SMTPSettings {
        let section = try owner.section("smtp", keys: Self.smtpKeys)
        let url = try section.value("url", expected: Self.mailServer) {
            Self.isServer($0, ["smtp", "smtps"]) ? $0 : nil
        }
        guard let url else { throw section.fault("url", .missingKey) }
        let encryption: SMTPSettings.Encryption = try section.choice("starttls") ?? .required
        let user = try section.optionalString("user")
        if user != nil, !section.has("password-file") { throw section.fault("password-file", .missingKey) }
        if user != nil, encryption == .none, url.hasPrefix("smtp:"), !Self.isLoopback(url) {
            throw section.fault("starttls", .unusable(detail: Self.clearPassword, remedy: Self.encrypt))
        }
        return SMTPSettings(
            url: url,
            encryption: encryption,
            user: user,
            passwordFile: user == nil ? nil : absolute(try section.string("password-file")),
            authorities: try section.optionalString("ca-file").map(absolute),
            sender: from,
            connections: try section.number("connections", 1...32, expected: Self.count) ?? 4,
            asksForReports: try section.value("dsn", expected: Self.yesOrNo) { Bool($0) } ?? false,
            limits: try section.duration("patience").map { SMTPTimeLimits(longest: $0) } ?? SMTPTimeLimits()
        )
    }

    func service(_ section: YAMLSection) throws(ConfigurationFault) -> WebService {
        let url = try section.value("url", expected: Self.webServer) {
            Self.isServer($0, ["http", "https"]) ? $0 : nil
        }
        guard let url else { throw section.fault("url", .missingKey) }
        if section.has("token-file"), url.hasPrefix("http:"), !Self.isLoopback(url) {
            throw section.fault("url", .unusable(detail: Self.clearToken, remedy: Self.useTLS))
        }
        return WebService(
            url: url,
            tokenFile: try section.optionalString("token-file").map(absolute),
            authorities: try section.optionalString("ca-file").map(absolute)
        )
    }

    func notifications(_ top: YAMLSection) throws(ConfigurationFault) -> NotificationSettings {
        guard let section = try top.optionalSection("notifications", keys: ["sms", "account", "opt-out"]) else {
            return .none
        }
        return NotificationSettings(
            sms: try channel(section, "sms", encoding: .gsm7),
            account: try channel(section, "account", encoding: .ucs2),
            optOut: try section.optionalString("opt-out").map(absolute)
        )
    }

    private func channel(
        _ owner: YAMLSection,
        _ key: String,
        encoding: ShortText.Encoding
    ) throws(ConfigurationFault) -> NotificationSettings.Channel? {
        let keys = ["transport", "directory", "encoding", "parts", "body", "templates"] + Self.serviceKeys
        guard let section = try owner.optionalSection(key, keys: keys) else { return nil }
        let named: HandoverTransport? = try section.choice("transport")
        let transport: NotificationSettings.Channel.Transport =
            switch named ?? (section.has("url") ? .http : .directory) {
            case .directory: .directory(absolute(try section.optionalString("directory") ?? "messages"))
            case .http: .http(try service(section))
            }
        return NotificationSettings.Channel(
            transport: transport,
            encoding: try section.choice("encoding") ?? encoding,
            parts: try section.number("parts", 1...9, expected: Self.parts) ?? 3,
            body: try body(section),
            texts: try texts(section)
        )
    }

    private func body(_ section: YAMLSection) throws(ConfigurationFault) -> FillableText<NoticePlaceholder>? {
        guard
            let body: FillableText<NoticePlaceholder> = try section.fillable(
                "body", allowed: NoticePlaceholder.ofRequests, required: [.to, .text])
        else { return nil }
        let sample = NoticeRequest.sample.filled(body)
        do {
            _ = try JSONSerialization.jsonObject(with: Data(sample.utf8))
            return body
        } catch {
            throw section.fault("body", .invalidValue(found: sample, expected: Self.json))
        }
    }

    private func texts(_ owner: YAMLSection) throws(ConfigurationFault) -> NoticeTemplates {
        let standard = NoticeTemplates.standard
        let section = try owner.optionalSection(
            "templates", keys: DeliveryPurpose.allCases.filter { $0 != .result }.map(\.rawValue))
        guard let section else { return standard }
        return NoticeTemplates(
            ready: try section.fillable("ready", allowed: NoticePlaceholder.ofTexts) ?? standard.ready,
            deliveryFailed: try section.fillable("delivery-failed", allowed: NoticePlaceholder.ofTexts)
                ?? standard.deliveryFailed,
            appointmentBooked: try section.fillable("appointment-booked", allowed: NoticePlaceholder.ofAppointments)
                ?? standard.appointmentBooked,
            appointmentMoved: try section.fillable("appointment-moved", allowed: NoticePlaceholder.ofAppointments)
                ?? standard.appointmentMoved,
            appointmentCancelled: try section.fillable(
                "appointment-cancelled", allowed: NoticePlaceholder.ofAppointments) ?? standard.appointmentCancelled
        )
    }

    static func isWebAddress(_ text: String) -> Bool { isServer(text, ["http", "https"]) }

    /// What a password in an address would do in logs and reason files is not worth having it there.
    private static func isServer(_ text: String, _ schemes: [String]) -> Bool {
        guard let scheme = schemes.first(where: { text.hasPrefix($0 + "://") }) else { return false }
        let rest = text.dropFirst(scheme.count + 3)
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        return !host.isEmpty && !host.contains("@") && rest.allSatisfy { $0.isASCII && !$0.isWhitespace }
    }

    private static func isLoopback(_ url: String) -> Bool {
        let place = url.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" }
        if place.hasPrefix("[::1]") { return true }
        let host = place.prefix { $0 != ":" }
        return host == "localhost" || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }
}

extension YAMLSection {
    func number(
        _ key: String,
        _ range: ClosedRange<Int>,
        expected: Wording
    ) throws(ConfigurationFault) -> Int? {
        try value(key, expected: expected) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }
}
