import Certification
import Delivery
import Faults

extension ConfigurationReader {
    private static let emailKeys = [
        "from", "reply-to", "transport", "maildir", "smtp", "limit", "links", "bounces", "templates",
    ]
    private static let address = Wording(vi: "một địa chỉ thư điện tử", en: "an e-mail address")
    private static let linkAddress = Wording(
        vi: "địa chỉ web có {name}, như https://chungthuc.example.vn/tep/{name}",
        en: "a web address with {name}, such as https://chungthuc.example.vn/files/{name}"
    )
    private static let mailLimit = 25_000_000

    func delivery(_ top: YAMLSection) throws(ConfigurationFault) -> DeliverySettings {
        let section = try top.section(
            "delivery", keys: ["email", "account", "retry-after", "retry-for", "notice-after"])
        return DeliverySettings(
            email: try email(try section.section("email", keys: Self.emailKeys)),
            account: try account(section),
            patience: RetrySettings(
                first: try section.duration("retry-after") ?? .seconds(60),
                limit: try section.duration("retry-for") ?? .seconds(5 * 86_400),
                notice: try section.duration("notice-after") ?? .seconds(4 * 3600)
            )
        )
    }

    private func email(_ section: YAMLSection) throws(ConfigurationFault) -> DeliverySettings.Email {
        guard let from = try address(section, "from") else { throw section.fault("from", .missingKey) }
        let transport = try transport(section, from: from)
        let limit = try section.value("limit", expected: ScalarSyntax.size, ScalarSyntax.bytes)
        let standardLimit: Int? = if case .smtp = transport { Self.mailLimit } else { nil }
        return DeliverySettings.Email(
            from: from,
            replyTo: try address(section, "reply-to"),
            transport: transport,
            limit: limit ?? standardLimit,
            links: try links(section),
            bounces: try bounces(section),
            templates: try templates(section)
        )
    }

    private func address(_ section: YAMLSection, _ key: String) throws(ConfigurationFault) -> EmailAddress? {
        try section.value(key, expected: Self.address) {
            try? EmailAddress($0)  // the fault's wording is the configuration's own
        }
    }

    private func transport(
        _ section: YAMLSection,
        from: EmailAddress
    ) throws(ConfigurationFault) -> DeliverySettings.Email.Transport {
        let named: EmailTransport? = try section.choice("transport")
        switch named ?? (section.has("smtp") ? .smtp : .maildir) {
        case .maildir: return .maildir(absolute(try section.string("maildir")))
        case .smtp: return .smtp(try smtp(section, from: from))
        }
    }

    private func links(_ owner: YAMLSection) throws(ConfigurationFault) -> DeliverySettings.Links? {
        guard let section = try owner.optionalSection("links", keys: ["directory", "url", "expires"]) else {
            return nil
        }
        let url = try section.value("url", expected: Self.linkAddress) { text in
            Self.isWebAddress(text) && text.contains("{name}") ? text : nil
        }
        guard let url else { throw section.fault("url", .missingKey) }
        return DeliverySettings.Links(
            directory: absolute(try section.string("directory")),
            url: url,
            lifetime: try section.duration("expires") ?? .seconds(30 * 86_400)
        )
    }

    private func bounces(_ owner: YAMLSection) throws(ConfigurationFault) -> BounceBox.Place? {
        guard let section = try owner.optionalSection("bounces", keys: ["maildir", "mbox"]) else { return nil }
        if let path = try section.optionalString("maildir") { return .maildir(absolute(path)) }
        return .mbox(absolute(try section.string("mbox")))
    }

    private func templates(_ owner: YAMLSection) throws(ConfigurationFault) -> MailTemplates {
        let standard = MailTemplates.standard
        guard let section = try owner.optionalSection("templates", keys: ["result", "link"]) else { return standard }
        return MailTemplates(
            result: try template(section, "result", MailPlaceholder.ofEveryMail) ?? standard.result,
            link: try template(section, "link", MailPlaceholder.allCases, required: [.link]) ?? standard.link
        )
    }

    private func template(
        _ owner: YAMLSection,
        _ key: String,
        _ allowed: [MailPlaceholder],
        required: [MailPlaceholder] = []
    ) throws(ConfigurationFault) -> MailTemplate? {
        guard let section = try owner.optionalSection(key, keys: ["subject", "text", "html"]) else { return nil }
        let standard = key == "link" ? MailTemplates.standard.link : MailTemplates.standard.result
        return MailTemplate(
            subject: try section.fillable("subject", allowed: allowed) ?? standard.subject,
            text: try section.fillable("text", allowed: allowed, required: required) ?? standard.text,
            html: try section.fillable("html", allowed: allowed, required: required)
        )
    }

    private func account(_ owner: YAMLSection) throws(ConfigurationFault) -> DeliverySettings.Account? {
        guard let section = try owner.optionalSection("account", keys: ["transport", "directory"] + Self.serviceKeys)
        else { return nil }
        let named: HandoverTransport? = try section.choice("transport")
        switch named ?? (section.has("url") ? .http : .directory) {
        case .directory: return .directory(absolute(try section.optionalString("directory") ?? "accounts"))
        case .http: return .http(try service(section))
        }
    }
}

extension YAMLSection {
    func duration(_ key: String) throws(ConfigurationFault) -> Duration? {
        try value(key, expected: ScalarSyntax.duration, ScalarSyntax.duration)
    }
}
