import Faults
import PAdES

extension ConfigurationReader {
    private static let timestampKeys = ["url", "urls", "trust", "ca-file", "policy", "limit", "rate"]
    private static let servers = Wording(
        vi: "địa chỉ http:// hoặc https://, không kèm tên và mật khẩu",
        en: "http:// or https:// addresses without user and password"
    )
    private static let rates = Wording(vi: "một số từ 1 đến 1000", en: "a number from 1 to 1000")
    private static let policies = Wording(vi: "một mã như 1.2.3.4", en: "an object identifier such as 1.2.3.4")

    func signature(_ top: YAMLSection) throws(ConfigurationFault) -> SignatureSettings {
        let section = try top.optionalSection("signature", keys: ["scheme", "level", "timestamp"])
        let scheme: SignatureScheme? = try section?.choice("scheme")
        let level: SignatureLevel = try section?.choice("level") ?? .basic
        let timestamp = try section.flatMap { section throws(ConfigurationFault) in try self.timestamp(section) }
        if let section, level >= .timestamped, timestamp == nil { throw section.fault("timestamp", .missingKey) }
        return SignatureSettings(scheme: scheme ?? .rsassaPSS, level: level, timestamp: timestamp)
    }

    private func timestamp(_ owner: YAMLSection) throws(ConfigurationFault) -> TimestampSettings? {
        guard let section = try owner.optionalSection("timestamp", keys: Self.timestampKeys) else { return nil }
        if section.has("url"), section.has("urls") {
            let expected = Wording(vi: "chỉ một trong url và urls", en: "only one of url and urls")
            throw section.fault("urls", .wrongType(expected: expected))
        }
        let urls = section.has("urls") ? try section.strings("urls") : [try section.string("url")]
        let key = section.has("urls") ? "urls" : "url"
        for url in urls where !Self.isServer(url) {
            throw section.fault(key, .invalidValue(found: url, expected: Self.servers))
        }
        let policy = try section.value("policy", expected: Self.policies) { Self.isObjectIdentifier($0) ? $0 : nil }
        let rate = try section.value("rate", expected: Self.rates) { Int($0).flatMap { (1...1000) ~= $0 ? $0 : nil } }
        return TimestampSettings(
            urls: urls,
            trust: try section.optionalString("trust").map(absolute),
            tlsAuthorities: try section.optionalString("ca-file").map(absolute),
            policy: policy,
            limit: try section.value("limit", expected: ScalarSyntax.duration, ScalarSyntax.duration) ?? .seconds(10),
            rate: rate ?? 5
        )
    }

    /// What a password in an address would do in logs and reason files is not worth having it there.
    private static func isServer(_ text: String) -> Bool {
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else { return false }
        let rest = text.dropFirst(scheme.count)
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        return !host.isEmpty && !host.contains("@") && rest.allSatisfy { $0.isASCII && !$0.isWhitespace }
    }

    private static func isObjectIdentifier(_ text: String) -> Bool {
        TimestampService.Settings(servers: [], policy: text, limit: .zero, requestsPerSecond: 1) != nil
    }
}
