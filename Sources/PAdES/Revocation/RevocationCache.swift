/// Where answers about revocation are kept until their issuers' next update. What it returns is checked like an answer
/// from the network: a cache cannot lie.
package protocol RevocationCache: Sendable {
    /// Blocking.
    ///
    /// - Parameter name: letters, digits and periods.
    /// - Returns: `nil` for what is not there or cannot be read.
    func bytes(named name: String) -> [UInt8]?

    /// Keeps the bytes in place of what was there. Blocking. A cache that cannot is the caller's loss of time only.
    func keep(_ bytes: [UInt8], named name: String)
}
