import Glibc

/// A system call that failed, and why: technical detail inside a fault that people read.
package struct SystemFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let call: String
    /// An errno value.
    package let code: CInt

    /// - Parameter code: the value of errno, by default the thread's present one.
    package init(_ call: String, code: CInt = errno) {
        self.call = call
        self.code = code
    }

    package var description: String {
        var text = [CChar](repeating: 0, count: 256)
        // The GNU strerror_r may answer with a constant of its own instead of filling the buffer.
        guard let message = strerror_r(code, &text, text.count) else { return "\(call): errno \(code)" }
        return "\(call): \(String(cString: message))"
    }
}
