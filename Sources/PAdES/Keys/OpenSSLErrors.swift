import COpenSSL

/// OpenSSL's own words for what just failed on this thread, for logs and for the technical half of a message.
enum OpenSSLErrors {
    /// What it takes to recognise one failure among many.
    struct Entry {
        let library: CInt
        let reason: CInt
        let text: String
    }

    /// Takes the thread's error queue, oldest first, and leaves it empty: whoever comes next must not inherit it.
    static func take() -> [Entry] {
        var entries: [Entry] = []
        while case let code = ERR_get_error(), code != 0 {
            var buffer = [CChar](repeating: 0, count: 256)
            ERR_error_string_n(code, &buffer, buffer.count)
            let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            entries.append(
                Entry(library: chungthuc_error_library(code), reason: chungthuc_error_reason(code), text: text)
            )
        }
        return entries
    }

    /// The last words of the queue, or a plain sentence when OpenSSL was silent.
    static func takeText() -> String {
        take().last?.text ?? "OpenSSL gave no reason"
    }
}
