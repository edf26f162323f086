/// What is collected for writing past the kernel's cache (open(2), O_DIRECT): whole blocks, from an address that devices
/// take. Owns its memory.
struct WriteCollector: ~Copyable {
    /// What a device writes in the time that asking it takes.
    private static let capacity = 1 << 20
    /// No device in use has larger sectors, and where a file system has larger blocks it says so.
    private static let block = 4096

    private let buffer: UnsafeMutableRawBufferPointer
    private var count = 0

    init() {
        buffer = .allocate(byteCount: Self.capacity, alignment: Self.block)
    }

    deinit {
        buffer.deallocate()
    }

    var isFull: Bool { count == buffer.count }

    /// Copies from the beginning of the bytes as much as there is room for, and returns how many.
    mutating func take(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        let piece = bytes.prefix(buffer.count - count)
        UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyBytes(from: piece)
        count += piece.count
        return piece.count
    }

    /// Empties the collection: whole blocks, and the rest, which only the last may have. Valid until the next ``take(_:)``.
    mutating func empty() -> (blocks: UnsafeRawBufferPointer, rest: UnsafeRawBufferPointer) {
        let whole = count / Self.block * Self.block
        defer { count = 0 }
        return (
            UnsafeRawBufferPointer(rebasing: buffer[..<whole]), UnsafeRawBufferPointer(rebasing: buffer[whole..<count])
        )
    }
}
