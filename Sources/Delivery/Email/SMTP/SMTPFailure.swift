import CCurl
import Faults

/// A dialogue with a mail server that came to no answer.
enum SMTPFailure: Error {
    /// The connection broke or nothing came in time: what it was is for the log.
    case lost(detail: String)
    /// The server cannot be used at all now: not there, not trusted, does not let us in.
    case unusable(Wording)
    /// The program is asked to stop.
    case cancelled

    /// What libcurl says of a connection that could not be made.
    ///
    /// - Parameter lines: what the server had said by then.
    static func opening(_ code: CURLcode, of server: String, lines: [String]) -> SMTPFailure {
        let said = lines.last.map { ": " + HeaderField.singleLine($0).prefix(200) } ?? ""
        let (vietnamese, english): (String, String) =
            switch code {
            case CURLE_ABORTED_BY_CALLBACK: ("", "")
            case CURLE_USE_SSL_FAILED:
                ("không mã hóa đường truyền (STARTTLS) nên không gửi gì", "does not offer STARTTLS: nothing was sent")
            case CURLE_PEER_FAILED_VERIFICATION:
                ("có chứng thư TLS không tin cậy được", "has a TLS certificate that is not trusted")
            case CURLE_SSL_CACERT_BADFILE: ("không kiểm tra được vì không đọc được ca-file", "needs a ca-file to read")
            case CURLE_SSL_CONNECT_ERROR: ("không bắt tay TLS được", "does not complete the TLS handshake")
            case CURLE_LOGIN_DENIED: ("không nhận tên hoặc mật khẩu\(said)", "does not take user or password\(said)")
            case CURLE_COULDNT_RESOLVE_HOST: ("không có trong DNS", "has no address in the DNS")
            case CURLE_COULDNT_CONNECT: ("không nhận kết nối", "takes no connection")
            case CURLE_OPERATION_TIMEDOUT: ("không trả lời kịp", "does not answer in time")
            default:
                (
                    "chưa tiếp nhận\(said.isEmpty ? ": " + String(cString: curl_easy_strerror(code)) : said)",
                    "is not ready\(said.isEmpty ? ": " + String(cString: curl_easy_strerror(code)) : said)"
                )
            }
        if code == CURLE_ABORTED_BY_CALLBACK { return .cancelled }
        return .unusable(
            Wording(vi: "Máy chủ thư \(server) \(vietnamese).", en: "The mail server \(server) \(english).")
        )
    }
}
