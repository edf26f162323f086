import Foundation

/// A directory with `pipelines/`, one file for each certifying office.
package struct Workspace: Sendable {
    /// Absolute.
    package let path: String

    /// Found by the command line, else by `$CHUNGTHUC_WORKSPACE`, else the current directory.
    package init(found argument: String?) throws(WorkspaceFault) {
        let environment = ProcessInfo.processInfo.environment["CHUNGTHUC_WORKSPACE"]
        let current = FileManager.default.currentDirectoryPath
        let named = argument ?? environment.flatMap { $0.isEmpty ? nil : $0 } ?? current
        let base = URL(fileURLWithPath: current, isDirectory: true)
        path = URL(fileURLWithPath: named, relativeTo: base).standardizedFileURL.path
        guard FileManager.default.fileExists(atPath: path + "/pipelines") else {
            throw .notAWorkspace(path: path)
        }
    }

    /// All offices of this workspace, by name.
    ///
    /// - Throws: ``ConfigurationFault`` for a mistake in any of them, also a folder that two of them name;
    ///   ``WorkspaceFault`` where there is none.
    package func pipelines() throws -> [PipelineConfiguration] {
        let names = try FileManager.default.contentsOfDirectory(atPath: path + "/pipelines")
            .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
            .map { String($0.dropLast(".yaml".count)) }
            .sorted()
        guard !names.isEmpty else { throw WorkspaceFault.noPipelines(path: path) }
        var pipelines = try names.map { name in
            try ConfigurationReader(workspace: path, file: "pipelines/\(name).yaml").read(name: name)
        }
        try requireSeparateFolders(pipelines)
        // Offices that publish into one folder have a file each.
        let files = pipelines.map(\.register.published)
        for (index, file) in files.enumerated() where files.count(where: { $0 == file }) > 1 {
            pipelines[index].register.published = file.replacing(".json", with: "-\(pipelines[index].name).json")
        }
        return pipelines
    }

    /// The named office, or the only one.
    package func pipeline(named name: String?) throws -> PipelineConfiguration {
        let pipelines = try pipelines()
        if let name {
            guard let pipeline = pipelines.first(where: { $0.name == name }) else {
                throw WorkspaceFault.noSuchPipeline(name: name, known: pipelines.map(\.name))
            }
            return pipeline
        }
        guard pipelines.count == 1, let only = pipelines.first else {
            throw WorkspaceFault.severalPipelines(known: pipelines.map(\.name))
        }
        return only
    }

    private func requireSeparateFolders(_ pipelines: [PipelineConfiguration]) throws(ConfigurationFault) {
        var claims: [(folder: String, owner: String)] = []
        for pipeline in pipelines {
            for (key, folder) in [("folders.inbox", pipeline.folders.inbox), ("folders.spool", pipeline.folders.spool)]
            {
                // Inside of one another is shared too: one office's desk must not be the other's inbox.
                let other = claims.first {
                    "\($0.folder)/".hasPrefix(folder + "/") || folder.hasPrefix($0.folder + "/")
                }
                if let other { throw pipeline.places.fault(key, .sharedFolder(other: other.owner)) }
                claims.append((folder, "\(pipeline.places.file) (\(key))"))
            }
        }
    }
}
