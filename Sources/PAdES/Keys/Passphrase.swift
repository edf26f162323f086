import COpenSSL

/// The secret that opens a key file. Wiped from memory when its owner is done with it.
package struct Passphrase: ~Copyable {
    /// The octets followed by a NUL, for C.
    private let storage: UnsafeMutableBufferPointer<CChar>

    package init(_ octets: some Collection<UInt8>) {
        storage = .allocate(capacity: octets.count + 1)
        var position = 0
        for octet in octets {
            storage.initializeElement(at: position, to: CChar(bitPattern: octet))
            position += 1
        }
        storage.initializeElement(at: position, to: 0)
    }

    var isEmpty: Bool { storage.count == 1 }

    deinit {
        OPENSSL_cleanse(storage.baseAddress, storage.count)
        storage.deallocate()
    }

    /// The passphrase as a C string, valid during the call only.
    borrowing func withCString<Result>(_ body: (UnsafePointer<CChar>?) -> Result) -> Result {
        body(storage.baseAddress.map { UnsafePointer($0) })
    }

    /// The octets without the NUL, valid during the call only.
    borrowing func withOctets<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        UnsafeBufferPointer(storage).withMemoryRebound(to: UInt8.self) { octets in
            body(UnsafeBufferPointer(rebasing: octets.dropLast()))
        }
    }
}
