/// Where the folders of one office are, and how they come to be.
///
/// A plain value: it knows the configuration and touches the disk only when asked to.
package struct SpoolLayout: Hashable, Sendable {
    /// Absolute, or relative to the current directory of the process.
    package let workspace: String
    /// As configured: relative to the workspace, or absolute.
    package let inbox: String
    package let spool: String
    /// The subfolders that the configuration asks for.
    package let documentTypes: [FileName]
    package let signers: [FileName]
    package let books: [FileName]

    /// - Parameters:
    ///   - inbox, spool: a pipeline's `folders`, relative to the workspace or absolute.
    ///   - documentTypes: slugs, one inbox folder each.
    ///   - signers: ids, one gesture folder each; none when there is but one signer.
    ///   - books: ids, one gesture folder each.
    package init(
        workspace: String,
        inbox: String = "inbox",
        spool: String = "spool",
        documentTypes: [FileName] = [],
        signers: [FileName] = [],
        books: [FileName] = []
    ) {
        self.workspace = workspace
        self.inbox = inbox
        self.spool = spool
        self.documentTypes = documentTypes
        self.signers = signers
        self.books = books
    }

    /// The path of a folder, absolute if the workspace is.
    package func path(of folder: SpoolFolder) -> String {
        let place = folder.place
        return ([path(of: place.root)] + place.components.map(\.display)).joined(separator: "/")
    }

    func path(of root: SpoolFolder.Root) -> String {
        let configured = configured(root)
        return configured.hasPrefix("/") ? configured : workspace + "/" + configured
    }

    /// The path of a file as the ledger and `--json` give it: relative to the workspace where it lies below it.
    ///
    /// - Returns: `nil` when the configured folder is no plain path (`..`, `//`).
    package func ledgerPath(of name: FileName, in folder: SpoolFolder) -> SpoolPath? {
        let place = folder.place
        guard let base = SpoolPath(bytes: configured(place.root).utf8) else { return nil }
        return SpoolPath(isAbsolute: base.isAbsolute, base.components + place.components + [name])
    }

    /// Opens a folder, which must exist. The configured roots may be links; nothing below them may. Blocking.
    ///
    /// - Throws: ``SpoolFault/notMounted(path:)`` for an arrival folder whose share is away; `system`.
    package func open(_ folder: SpoolFolder) throws(SpoolFault) -> Directory {
        let place = folder.place
        let directory = try open(place.root).subdirectory(place.components)
        guard case .inboxForType = folder, try isMarked(folder) else { return directory }
        return try requireMarker(in: directory)
    }

    func open(_ root: SpoolFolder.Root) throws(SpoolFault) -> Directory {
        switch root {
        case .spool: try Directory.open(path: path(of: root))
        case .inbox: try openInbox()
        }
    }

    /// Makes sure that the folders without which no step can be carried out are there and can be written in. Blocking.
    ///
    /// - Throws: ``SpoolFault`` that names the first that cannot.
    package func requireOwnFolders() throws(SpoolFault) {
        let desks: [SpoolFolder] = [
            .scanned, .rejected, .cancelled, .awaitingSignature, .awaitingSeal, .outbox, .failed,
        ]
        for folder in [.work, .messages, .kept, .refused] + desks { try open(folder).requireWritable() }
    }

    /// Opens the folder of a file that the ledger names; below the configured roots no link is followed. Blocking.
    ///
    /// - Returns: the folder and the file's name in it; `nil` for a path outside of the office's folders.
    package func locate(_ path: SpoolPath) throws(SpoolFault) -> (directory: Directory, name: FileName)? {
        guard let (root, components) = place(of: path), let name = components.last else { return nil }
        return (try open(root).subdirectory(components.dropLast()), name)
    }

    /// The path of a file below its root, whatever the root is called here: `spool/scanned/….pdf`.
    ///
    /// - Returns: `nil` for a path outside of the office's folders.
    package func portable(_ path: SpoolPath) -> SpoolPath? {
        guard let (root, components) = place(of: path) else { return nil }
        return SpoolPath([root == .spool ? "spool" : "inbox"] + components)
    }

    private func place(of path: SpoolPath) -> (root: SpoolFolder.Root, components: [FileName])? {
        for root in [SpoolFolder.Root.spool, .inbox] {
            guard let base = SpoolPath(bytes: configured(root).utf8), base.isAbsolute == path.isAbsolute,
                path.components.starts(with: base.components), path.components.count > base.components.count
            else { continue }
            return (root, Array(path.components[base.components.count...]))
        }
        return nil
    }

    private func configured(_ root: SpoolFolder.Root) -> String {
        switch root {
        case .inbox: inbox
        case .spool: spool
        }
    }
}
