import CCurl
import Glibc

/// libcurl's own set-up, once for the life of the process.
enum CurlLibrary {
    static let isReady: Bool = {
        // A TLS server that has gone is an error of the call; without this it would be a signal that ends the program.
        signal(SIGPIPE, SIG_IGN)
        return chungthuc_curl_global_init() == CURLE_OK
    }()
}

/// A handle of libcurl, freed with its owner.
struct CurlHandle: ~Copyable {
    let raw: UnsafeMutableRawPointer

    /// - Returns: `nil` when libcurl does not start.
    init?() {
        guard CurlLibrary.isReady, let handle = curl_easy_init() else { return nil }
        raw = handle
    }

    deinit {
        curl_easy_cleanup(raw)
    }

    /// - Returns: whether libcurl knows all of the options.
    borrowing func set(numbers: [(CURLoption, Int)], texts: [(CURLoption, String)]) -> Bool {
        numbers.allSatisfy { chungthuc_curl_set_number(raw, $0, $1) == CURLE_OK }
            && texts.allSatisfy { chungthuc_curl_set_text(raw, $0, $1) == CURLE_OK }
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
