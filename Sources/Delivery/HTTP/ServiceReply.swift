import Foundation

/// What a service's answer says beside its status.
enum ServiceReply {
    private struct Identified: Decodable {
        let id: String

        enum Key: CodingKey { case id }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            do { id = try values.decode(String.self, forKey: .id) } catch {
                id = String(try values.decode(Int64.self, forKey: .id))
            }
        }
    }

    /// `id` of a JSON object, a text or a number; at most 200 characters.
    static func identifier(_ body: [UInt8]) -> String? {
        // A service that answers something else, or nothing, has given no identifier.
        guard let reply = try? JSONDecoder().decode(Identified.self, from: Data(body)) else { return nil }
        let line = HeaderField.singleLine(reply.id).prefix(200)
        return line.isEmpty ? nil : String(line)
    }

    /// The beginning of the answer, in one line.
    static func words(_ body: [UInt8]) -> String {
        String(HeaderField.singleLine(String(decoding: body.prefix(2000), as: UTF8.self)).prefix(300))
    }
}
