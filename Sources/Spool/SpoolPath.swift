/// A path as the ledger keeps it: relative to the workspace, or absolute when a pipeline's folders lie outside of it.
///
/// Bytes, for the reason given at ``FileName``; no empty component, no `.` and no `..`.
package struct SpoolPath: Hashable, Sendable {
    package let isAbsolute: Bool
    package let components: [FileName]

    package init(isAbsolute: Bool = false, _ components: [FileName]) {
        self.isAbsolute = isAbsolute
        self.components = components
    }

    /// - Returns: `nil` for an empty path and for one with an empty component, `.` or `..`.
    package init?(bytes: some Collection<UInt8>) {
        let isAbsolute = bytes.first == FileName.slash
        var components: [FileName] = []
        let relative = bytes.dropFirst(isAbsolute ? 1 : 0)
        for part in relative.split(separator: FileName.slash, omittingEmptySubsequences: false) {
            guard let name = FileName(bytes: part) else { return nil }
            components.append(name)
        }
        self.init(isAbsolute: isAbsolute, components)
    }

    package var bytes: [UInt8] {
        (isAbsolute ? [FileName.slash] : []) + Array(components.map(\.bytes).joined(separator: [FileName.slash]))
    }

    package var name: FileName? { components.last }

    package func appending(_ name: FileName) -> SpoolPath { SpoolPath(isAbsolute: isAbsolute, components + [name]) }

    /// For people; see ``FileName/display``.
    package var display: String {
        (isAbsolute ? "/" : "") + components.map(\.display).joined(separator: "/")
    }
}
