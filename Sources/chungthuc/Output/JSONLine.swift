import Foundation

/// JSON as scripts read it: one object a line, keys sorted, no escaped slashes.
enum JSONLine {
    static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            // Our records hold nothing that JSON cannot: a failure here is still told, never swallowed.
            return #"{"code":"unexpected","message":"\#(error.localizedDescription)"}"#
        }
    }

    static func print(_ value: some Encodable) {
        Swift.print(text(value))
    }
}
