import Foundation

/// The program that was built with the tests.
package enum Program {
    /// Beside the bundle of the tests; absolute.
    package static let path: String = {
        // The kernel's link to our own executable can be read by us.
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/chungthuc"
    }()
}
