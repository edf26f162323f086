import Certification
import Faults
import Foundation
import PAdES

/// Reads `pipelines/<name>.yaml` into a ``PipelineConfiguration``.
///
/// Called at the start of every command. Trusts nothing in the file; promises that what it returns is complete, or
/// throws a ``ConfigurationFault`` with file, line and key. Keys and images are opened later, by ``Keyring``.
struct ConfigurationReader {
    /// Absolute.
    let workspace: String
    /// Relative to the workspace: `pipelines/<name>.yaml`.
    let file: String

    private static let topKeys = [
        "folders", "office", "intake", "document-types", "signers", "seal", "signature", "attestation", "delivery",
        "notifications", "register", "appointments", "refusals", "trust",
    ]

    private static let attestationKeys = [
        "placement", "placement-when-signed", "template", "qr", "verification-url",
    ]

    func read(name: String) throws(ConfigurationFault) -> PipelineConfiguration {
        let text: String
        do {
            text = try String(contentsOfFile: workspace + "/" + file, encoding: .utf8)
        } catch {
            throw ConfigurationFault(file: file, reason: .unreadable(detail: error.localizedDescription))
        }
        let top = try YAMLSection(text: text, file: file, keys: Self.topKeys)
        var places = ConfigurationPlaces(file: file)
        let folders = try folders(top, &places)
        let signature = try signature(top)
        let types = try documentTypes(top)
        let office = try office(top)
        let signers = try signers(top, &places)
        return PipelineConfiguration(
            name: name,
            workspace: workspace,
            folders: folders,
            office: office,
            intake: try intake(top),
            documentTypes: types.all,
            retiredTypes: types.retired,
            signers: signers,
            seal: try seal(top, &places),
            signature: signature,
            attestation: try attestation(top),
            delivery: try delivery(top),
            notifications: try notifications(top),
            appointments: try appointments(top, holidays: office.deadline.holidays),
            refusals: try refusals(top, signers: signers),
            register: try register(top, of: name, outside: folders, signature),
            trust: try trust(top, &places),
            places: places
        )
    }

    private func folders(
        _ top: YAMLSection,
        _ places: inout ConfigurationPlaces
    ) throws(ConfigurationFault) -> Folders {
        let section = try top.optionalSection("folders", keys: ["inbox", "spool"])
        let folders = Folders(
            inbox: absolute(try section?.optionalString("inbox") ?? "inbox"),
            spool: absolute(try section?.optionalString("spool") ?? "spool")
        )
        for key in ["inbox", "spool"] { if let section { places.note(key, of: section) } }
        return folders
    }

    private func office(_ top: YAMLSection) throws(ConfigurationFault) -> OfficeProfile {
        let section = try top.section("office", keys: ["name", "code", "code-style", "place", "timezone", "holidays"])
        let code = try section.value(
            "code",
            expected: Wording(
                vi: "chữ cái không dấu, chữ số và dấu chấm, như G22.99",
                en: "ASCII letters, digits and dots, such as G22.99"
            )
        ) { try? OfficeCode($0) /* the fault's wording is the configuration's own */ }
        guard let code else { throw section.fault("code", .missingKey) }
        let style: CodeStyle? = try section.choice("code-style")
        let name = try section.string("name")
        return OfficeProfile(
            name: name,
            code: code,
            codeStyle: style ?? .dayMonthYear,
            place: try section.optionalString("place") ?? name,
            timezone: try zone(section),
            deadline: Deadline(holidays: try holidays(section))
        )
    }

    private func zone(_ section: YAMLSection) throws(ConfigurationFault) -> TimeZone {
        let configured = try section.value(
            "timezone",
            expected: Wording(vi: "tên múi giờ như Asia/Ho_Chi_Minh", en: "a time zone such as Asia/Ho_Chi_Minh")
        ) { TimeZone(identifier: $0) }
        guard let zone = configured ?? TimeZone(identifier: "Asia/Ho_Chi_Minh") else {
            throw section.fault("timezone", .missingKey)
        }
        return zone
    }

    private func intake(_ top: YAMLSection) throws(ConfigurationFault) -> IntakeSettings {
        let section = try top.optionalSection("intake", keys: ["limit", "settle", "submit", "allow"])
        let submit: IntakeSettings.Submission? = try section?.choice("submit")
        return IntakeSettings(
            limit: try section?.value("limit", expected: ScalarSyntax.size, ScalarSyntax.bytes) ?? 30 << 20,
            settle: try section?.value("settle", expected: ScalarSyntax.duration, ScalarSyntax.duration) ?? .seconds(2),
            submit: submit ?? .manual,
            allowed: Set(try section?.choices("allow") ?? [])
        )
    }

    /// `slug: Name`, or `slug: {name: Name, retired: true}` for a type that dossiers have and new ones cannot.
    private func documentTypes(
        _ top: YAMLSection
    ) throws(ConfigurationFault) -> (all: [DocumentType], retired: Set<String>) {
        let section = try top.section("document-types", keys: nil)
        var types: [DocumentType] = []
        var retired: Set<String> = []
        for slug in section.keys {
            guard Self.isSlug(slug), !["appointments", "refused"].contains(slug) else {
                throw section.fault(
                    slug,
                    .invalidValue(
                        found: slug,
                        expected: Wording(
                            vi: "tên gồm chữ thường không dấu, chữ số, gạch nối",
                            en: "a name of lower-case ASCII letters, digits and hyphens"
                        )
                    )
                )
            }
            guard !section.isScalar(slug) else {
                types.append(DocumentType(slug: slug, name: try section.string(slug)))
                continue
            }
            let type = try section.section(slug, keys: ["name", "retired"])
            types.append(DocumentType(slug: slug, name: try type.string("name")))
            if try type.value("retired", expected: ScalarSyntax.truth, ScalarSyntax.truth) == true {
                retired.insert(slug)
            }
        }
        guard types.count > retired.count else { throw top.fault("document-types", .missingKey) }
        return (types, retired)
    }

    private func signers(
        _ top: YAMLSection,
        _ places: inout ConfigurationPlaces
    ) throws(ConfigurationFault) -> [SignerSettings] {
        let sections = try top.sections("signers", keys: ["id", "name", "title", "key", "image"])
        var signers: [SignerSettings] = []
        for section in sections {
            let id = try section.value(
                "id",
                expected: Wording(
                    vi: "mã không trùng, gồm chữ thường không dấu, chữ số, gạch nối",
                    en: "a unique name of lower-case ASCII letters, digits and hyphens"
                )
            ) { id in Self.isSlug(id) && !signers.contains { $0.id == id } ? id : nil }
            guard let id else { throw section.fault("id", .missingKey) }
            signers.append(
                SignerSettings(
                    id: id,
                    name: try section.string("name"),
                    title: try section.string("title"),
                    key: try key(section, &places),
                    image: absolute(try section.string("image"))
                )
            )
            places.note("image", of: section)
        }
        guard !signers.isEmpty else { throw top.fault("signers", .missingKey) }
        return signers
    }

    private func seal(
        _ top: YAMLSection,
        _ places: inout ConfigurationPlaces
    ) throws(ConfigurationFault) -> SealSettings {
        let section = try top.section("seal", keys: ["key", "image"])
        places.note("image", of: section)
        return SealSettings(key: try key(section, &places), image: absolute(try section.string("image")))
    }

    private func attestation(_ top: YAMLSection) throws(ConfigurationFault) -> AttestationSettings {
        let section = try top.optionalSection("attestation", keys: Self.attestationKeys)
        return AttestationSettings(
            placement: try section?.placement("placement") ?? .newPage,
            placementWhenSigned: try section?.placementWhenSigned("placement-when-signed"),
            template: try section?.template("template") ?? .standard,
            hasQRCode: try section?.value("qr", expected: ScalarSyntax.truth, ScalarSyntax.truth) ?? true,
            verificationURL: try section?.value(
                "verification-url",
                expected: Wording(
                    vi: "địa chỉ web như https://chungthuc.example.vn/{code}",
                    en: "a web address such as https://chungthuc.example.vn/{code}"
                )
            ) { text in
                let isAddress = text.hasPrefix("https://") || text.hasPrefix("http://")
                return isAddress && text.count <= 200 && !text.contains(where: \.isWhitespace) ? text : nil
            }
        )
    }

    private func trust(
        _ top: YAMLSection,
        _ places: inout ConfigurationPlaces
    ) throws(ConfigurationFault) -> [String] {
        guard top.has("trust") else { return [] }
        places.note("trust", of: top)
        return (top.isScalar("trust") ? [try top.string("trust")] : try top.strings("trust")).map(absolute)
    }

    /// What names document types and signers: it becomes a folder's name.
    private static func isSlug(_ text: String) -> Bool {
        text.first != "-" && !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    func absolute(_ path: String) -> String {
        let path = path.hasPrefix("/") ? path : workspace + "/" + path
        return URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
