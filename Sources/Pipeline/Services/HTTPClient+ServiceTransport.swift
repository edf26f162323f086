import Delivery
import PAdES

/// Signing asks its services through the one HTTP client of the program.
extension HTTPClient: ServiceTransport {
    package func answer(to request: ServiceRequest) throws(ServiceSilence) -> ServiceAnswer {
        let method: HTTPRequest.Method =
            switch request.method {
            case .get: .get
            case .post(let body, let type): .post(body, type: type)
            }
        do throws(HTTPFailure) {
            let reply = try perform(
                HTTPRequest(
                    url: request.url,
                    method: method,
                    limit: request.limit,
                    largestReply: request.largestAnswer
                )
            )
            return ServiceAnswer(status: reply.status, body: reply.body)
        } catch {
            throw ServiceSilence(detail: error.detail)
        }
    }
}
