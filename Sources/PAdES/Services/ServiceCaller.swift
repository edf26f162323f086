import Faults

/// Asks servers in their turn, and tells what can be used from what cannot.
struct ServiceCaller: Sendable {
    let transport: any ServiceTransport
    let pacer: ServicePacer
    /// For one exchange.
    let limit: Duration

    /// Blocking while the server thinks.
    ///
    /// - Returns: the body of a reply with status 200.
    /// - Throws: ``ServiceFailure``, `CancellationError`.
    func call(_ url: String, _ method: ServiceRequest.Method, largestAnswer: Int) async throws -> [UInt8] {
        try await pacer.wait(for: url)
        let request = ServiceRequest(url: url, method: method, limit: limit, largestAnswer: largestAnswer)
        let answer: ServiceAnswer
        do throws(ServiceSilence) {
            answer = try transport.answer(to: request)
        } catch {
            try Task.checkCancellation()
            let reason = Wording(vi: "không trả lời (\(error.detail))", en: "no answer (\(error.detail))")
            throw ServiceFailure(url, reason, mayPass: true)
        }
        guard answer.status == 200 else {
            let reason = Wording(vi: "báo lỗi HTTP \(answer.status)", en: "HTTP status \(answer.status)")
            throw ServiceFailure(url, reason, mayPass: answer.status >= 500 || answer.status == 429)
        }
        return answer.body
    }
}
