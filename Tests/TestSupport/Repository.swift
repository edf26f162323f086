import Foundation

/// The checkout that the tests run in.
package enum Repository {
    /// Absolute.
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// PDFs that others made, beside the checkout; absent on a machine that has only the repository.
    package static let corpus = URL(fileURLWithPath: root).deletingLastPathComponent().path + "/shared/corpus"
}
