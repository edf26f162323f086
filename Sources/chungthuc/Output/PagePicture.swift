import Faults
import Foundation
import Pipeline

/// A picture of a page, made by poppler's own `pdftoppm`.
enum PagePicture {
    /// - Parameter path: of the picture, without `.png`.
    /// - Returns: the picture's path.
    static func lastPage(of pdf: String, to path: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // The demonstration's scan has one page, so the attestation is the second.
        process.arguments = ["pdftoppm", "-f", "2", "-l", "2", "-r", "100", "-png", "-singlefile", pdf, path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw UnexpectedFault(detail: "pdftoppm \(process.terminationStatus)")
        }
        return path + ".png"
    }
}
