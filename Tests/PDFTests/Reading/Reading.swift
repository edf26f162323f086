import Faults
import PDF
import TestSupport
import Testing

/// Opens bytes for the time of a call.
func reading<Result>(
    _ bytes: [UInt8],
    _ body: (borrowing DocumentReader) throws -> Result
) throws -> Result {
    try bytes.withUnsafeBytes { try body(try DocumentReader($0, name: "sample.pdf")) }
}

func structure(of bytes: [UInt8]) throws -> DocumentStructure {
    try reading(bytes) { try $0.structure() }
}

/// The code of the fault that reading a file's structure ends with; nil if it does not.
func refusal(of bytes: [UInt8]) -> String? {
    do {
        _ = try structure(of: bytes)
        return nil
    } catch let fault as any Fault {
        return fault.code
    } catch {
        return "\(error)"
    }
}

/// What qpdf makes of a file.
func rewritten(_ bytes: [UInt8], _ options: [String]) throws -> [UInt8] {
    let workspace = try TemporaryDirectory("pdf")
    let input = try workspace.write(bytes, to: "input.pdf")
    let output = workspace.file("output.pdf")
    let result = try Tool.run("qpdf", options + [input, output])
    try #require(result.status == 0, "\(result.errors)")
    return try contents(of: output)
}
