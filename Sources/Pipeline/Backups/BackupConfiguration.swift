import Delivery
import Spool

/// What of an office's configuration goes into a backup, and what must not.
struct BackupConfiguration {
    private let workspace: String
    /// Absolute.
    private let files: [String]
    private let trust: TrustedRoots
    /// Keys, passphrases and PINs: relative to the workspace where they lie below it.
    let leftOut: [String]

    init(_ configuration: PipelineConfiguration) {
        workspace = configuration.workspace
        var files = ["\(configuration.workspace)/pipelines/\(configuration.name).yaml", configuration.seal.image]
        var secrets: [String] = []
        files += configuration.signers.map(\.image)
        files += configuration.register.anchor.signers
        files += [configuration.signature.timestamp?.trust, configuration.signature.timestamp?.tlsAuthorities]
            .compactMap { $0 }
        for key in configuration.signers.map(\.key) + [configuration.seal.key] {
            switch key {
            case .file(let pkcs12, let passphraseFile): secrets += [pkcs12, passphraseFile]
            case .token(let token):
                secrets.append(token.pinFile)
                files += [token.certificateFile].compactMap { $0 }
            }
        }
        secrets += configuration.servers.compactMap(\.secret)
        files +=
            configuration.servers.compactMap(\.authorities) + [configuration.notifications.optOut].compactMap { $0 }
        trust = TrustedRoots(paths: configuration.trust)
        self.files = files
        let workspace = workspace
        leftOut = Array(Set(secrets.map { Self.relative($0, to: workspace) })).sorted()
    }

    /// Files outside of the workspace are the machine's, not the office's. Blocking.
    func copy(to tree: inout BackupTree) throws {
        for file in Set(files + (try trust.files())) {
            let relative = Self.relative(file, to: workspace)
            guard !relative.hasPrefix("/"),
                let path = SpoolPath(bytes: Array("\(BackupName.configuration)/\(relative)".utf8)),
                let name = path.name
            else { continue }
            let folder = try Directory.open(path: String(file.dropLast(name.display.count)))
            _ = try tree.copy(try folder.openRegular(name), to: path)
        }
    }

    private static func relative(_ path: String, to workspace: String) -> String {
        path.hasPrefix(workspace + "/") ? String(path.dropFirst(workspace.count + 1)) : path
    }
}

extension PipelineConfiguration {
    /// The files of the servers that are sent to.
    fileprivate var servers: [(secret: String?, authorities: String?)] {
        var servers: [(secret: String?, authorities: String?)] = []
        if case .smtp(let smtp) = delivery.email.transport { servers.append((smtp.passwordFile, smtp.authorities)) }
        var services: [WebService] = []
        if case .http(let service)? = delivery.account { services.append(service) }
        for channel in [notifications.sms, notifications.account] {
            if case .http(let service)? = channel?.transport { services.append(service) }
        }
        return servers + services.map { ($0.tokenFile, $0.authorities) }
    }
}
