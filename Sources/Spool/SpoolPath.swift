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
        let bytes = Array(bytes)
        let isAbsolute = bytes.first == FileName.slash
        var components: [FileName] = []
        var start = isAbsolute ? 1 : 0
        while true {
            let end = bytes[start...].firstIndex(of: FileName.slash) ?? bytes.endIndex
            guard let name = FileName(bytes: bytes[start..<end]) else { return nil }
            components.append(name)
            guard end < bytes.endIndex else { break }
            start = end + 1
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
