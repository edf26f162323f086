// Accounts behind a web service of the portal: one multipart/form-data POST (RFC 7578) with the parts `document` (JSON)
// and `file` (PDF), a bearer token, and an idempotency key.
//
// Called by dispatch, on a thread that may block. Promises: the same octets at each attempt; the file is streamed.

import Faults
import Hashing
import Spool

package struct AccountService: AccountChannel {
    private let service: WebService

    package init(_ service: WebService) {
        self.service = service
    }

    /// Blocking.
    package func deliver(_ parcel: AccountParcel) -> DeliveryOutcome {
        do {
            let upload = try Self.upload(parcel)
            return service.post(.upload(upload), size: upload.size, key: parcel.key)
        } catch {
            return .retryLater(error.message)
        }
    }

    private static func upload(_ parcel: AccountParcel) throws(SpoolFault) -> HTTPUpload {
        let document = try parcel.document.open().bytes(limit: 1 << 20)
        let size = try parcel.copy.open().size
        let boundary: String
        do { boundary = "chungthuc-" + (try SHA256.digest(of: parcel.key.text.utf8)).hex.prefix(40) } catch {
            throw .hashingUnavailable
        }
        let name = HeaderField.singleLine(parcel.fileName).replacing("\"", with: "%22")
        let head =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"document\"\r\n"
            + "Content-Type: application/json\r\n\r\n"
        let middle =
            "\r\n--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
            + "Content-Type: application/pdf\r\n\r\n"
        return HTTPUpload(
            type: "multipart/form-data; boundary=\(boundary)",
            parts: [
                .bytes(Array(head.utf8) + document + Array(middle.utf8)),
                .file(parcel.copy.directory, parcel.copy.name, size: size),
                .bytes(Array("\r\n--\(boundary)--\r\n".utf8)),
            ]
        )
    }
}
