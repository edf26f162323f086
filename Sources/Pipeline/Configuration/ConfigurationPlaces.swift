import Faults

/// Where in its file a setting stands whose fault shows only later, when folders are compared or key files opened.
package struct ConfigurationPlaces: Sendable {
    /// Relative to the workspace.
    let file: String
    /// By dotted key, counted from 1.
    private(set) var lines: [String: Int] = [:]

    init(file: String) {
        self.file = file
    }

    /// Notes the place of a key of a section.
    mutating func note(_ key: String, of section: YAMLSection) {
        lines[section.dotted(key)] = section.line(of: key)
    }

    func fault(_ key: String, _ reason: ConfigurationFault.Reason) -> ConfigurationFault {
        ConfigurationFault(file: file, line: lines[key] ?? 1, key: key, reason: reason)
    }

    /// What cannot be used although it is written properly: a key file with another passphrase, say.
    func fault(_ key: String, because error: any Error) -> ConfigurationFault {
        let fault = FaultDocument(describing: error)
        return self.fault(key, .unusable(detail: fault.message, remedy: fault.remedy))
    }
}
