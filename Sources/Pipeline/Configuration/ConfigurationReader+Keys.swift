import Faults
import PAdES

extension ConfigurationReader {
    /// `key: {pkcs12: …, passphrase-file: …}` or `key: {pkcs11: …}`.
    func key(
        _ owner: YAMLSection,
        _ places: inout ConfigurationPlaces
    ) throws(ConfigurationFault) -> KeySettings {
        places.note("key", of: owner)
        let keys = ["pkcs12", "passphrase-file", "pkcs11"]
        let section = try owner.section("key", keys: keys)
        for key in keys { places.note(key, of: section) }
        guard section.has("pkcs11") else {
            return .file(
                pkcs12: absolute(try section.string("pkcs12")),
                passphraseFile: absolute(try section.string("passphrase-file"))
            )
        }
        for key in ["pkcs12", "passphrase-file"] where section.has(key) {
            throw section.fault(key, .unusable(detail: Self.twoKeys, remedy: Self.removeOne))
        }
        return .token(try token(section, &places))
    }

    private func token(
        _ key: YAMLSection,
        _ places: inout ConfigurationPlaces
    ) throws(ConfigurationFault) -> TokenKeySettings {
        let keys = ["module", "token", "serial", "label", "id", "pin-file", "certificate"]
        let section = try key.section("pkcs11", keys: keys)
        for key in keys { places.note(key, of: section) }
        let settings = TokenKeySettings(
            module: absolute(try section.string("module")),
            token: try section.optionalString("token"),
            serial: try section.optionalString("serial"),
            label: try section.optionalString("label"),
            id: try section.value("id", expected: Self.identifier, Self.octets),
            pinFile: absolute(try section.string("pin-file")),
            certificateFile: try section.optionalString("certificate").map(absolute)
        )
        guard settings.token != nil || settings.serial != nil else { throw section.fault("token", .missingKey) }
        guard settings.label != nil || settings.id != nil else { throw section.fault("label", .missingKey) }
        return settings
    }

    /// From hexadecimal digits, as `pkcs11-tool` prints them.
    private static func octets(_ text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, !digits.isEmpty, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    private static let identifier = Wording(
        vi: "một số chẵn chữ số thập lục phân như 01a2",
        en: "an even number of hexadecimal digits such as 01a2"
    )
    private static let twoKeys = Wording(
        vi: "khóa này không đi cùng pkcs11: khóa nằm trong tệp hoặc trên thiết bị, không cả hai.",
        en: "this does not go with pkcs11: the key is in a file or on a token, not both."
    )
    private static let removeOne = Wording(vi: "Bỏ một trong hai.", en: "Remove one of the two.")
}
