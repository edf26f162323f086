import Foundation

/// Requests and results as JSON on the control socket.
enum ControlMessage {
    static func bytes(_ request: OfficeRequest) throws -> [UInt8] {
        Array(try JSONEncoder().encode(request))
    }

    static func bytes(_ results: [OperationResult]) throws -> [UInt8] {
        Array(try JSONEncoder().encode(results))
    }

    static func request(_ bytes: [UInt8]) throws -> OfficeRequest {
        try JSONDecoder().decode(OfficeRequest.self, from: Data(bytes))
    }

    static func results(_ bytes: [UInt8]) throws(OfficeFault) -> [OperationResult] {
        do {
            return try JSONDecoder().decode([OperationResult].self, from: Data(bytes))
        } catch {
            throw .strangeReply
        }
    }
}
