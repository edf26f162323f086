import Foundation

/// What the build puts beside the bundle of tests.
package enum BuiltPrograms {
    /// Absolute.
    package static func path(of name: String) throws -> String {
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/" + name
    }
}
