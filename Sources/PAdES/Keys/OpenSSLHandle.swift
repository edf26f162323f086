/// The one owner of an OpenSSL object; frees it when its scope ends.
struct OpenSSLHandle: ~Copyable {
    let pointer: OpaquePointer
    private let release: (OpaquePointer?) -> Void

    /// - Returns: `nil` when OpenSSL made nothing.
    init?(_ pointer: OpaquePointer?, freedBy release: @escaping (OpaquePointer?) -> Void) {
        guard let pointer else { return nil }
        self.pointer = pointer
        self.release = release
    }

    deinit {
        release(pointer)
    }
}
