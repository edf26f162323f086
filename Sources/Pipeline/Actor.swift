import Glibc

/// Who did something, as the ledger writes it.
enum Actor {
    static let intake = "intake"
    static let dispatch = "dispatch"
    static let recovery = "recovery"
    static let register = "register"
    static let daily = "daily"
    static let portal = "portal"

    /// A person's command: `command root`.
    static func command(userID: UInt32) -> String { "command \(account(userID))" }

    /// A person's gesture: the account that owns the file that was moved.
    static func gesture(_ folder: String, userID: UInt32) -> String { "\(folder) \(account(userID))" }

    /// The account's name, or its number where it has none.
    private static func account(_ userID: UInt32) -> String {
        var entry = passwd()
        var result: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4096)
        let name = buffer.withUnsafeMutableBufferPointer { storage -> String? in
            guard let start = storage.baseAddress,
                getpwuid_r(userID, &entry, start, storage.count, &result) == 0, result != nil,
                let name = entry.pw_name
            else { return nil }
            return String(cString: name)
        }
        return name ?? "uid \(userID)"
    }
}
