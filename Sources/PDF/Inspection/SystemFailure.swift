import Glibc

/// A system call that failed, and why: technical detail inside a fault that people read.
struct SystemFailure: Error, Hashable, Sendable, CustomStringConvertible {
    let call: String
    /// An errno value.
    let code: CInt

    /// - Parameter code: the value of errno, by default the thread's present one.
    init(_ call: String, code: CInt = errno) {
        self.call = call
        self.code = code
    }

    var description: String {
        var text = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &text, text.count) == 0 else { return "\(call): errno \(code)" }
        let message = text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return "\(call): \(String(decoding: message, as: UTF8.self))"
    }
}
