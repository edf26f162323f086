import Foundation

/// The programs that were built with the tests.
package enum Program {
    /// chungthuc; absolute.
    package static let path = path(of: "chungthuc")

    /// What stands beside the bundle of the tests; absolute.
    package static func path(of name: String) -> String {
        // The kernel's link to our own executable can be read by us.
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/" + name
    }
}
