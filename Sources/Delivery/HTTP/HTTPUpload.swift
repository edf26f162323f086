import CCurl
import Spool

/// A body that is sent as it is read: octets, and files between them.
package struct HTTPUpload: Sendable {
    package enum Part: Sendable {
        case bytes([UInt8])
        /// - size: of the file, in octets; another one ends the transfer.
        case file(Directory, FileName, size: Int)

        var size: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .file(_, _, let size): size
            }
        }
    }

    package let type: String
    package let parts: [Part]

    package init(type: String, parts: [Part]) {
        self.type = type
        self.parts = parts
    }

    var size: Int { parts.map(\.size).reduce(0, +) }
}

/// Gives libcurl the next piece of an upload; used by the one thread that runs the transfer.
final class Emission {
    private let parts: [HTTPUpload.Part]
    private var part = 0
    private var offset = 0
    private var file: ReadableFile?

    init(_ upload: HTTPUpload) {
        parts = upload.parts
    }

    static let source: chungthuc_curl_source = { bytes, size, count, context in
        guard let bytes, let context else { return Int(CURL_READFUNC_ABORT) }
        let emission = Unmanaged<Emission>.fromOpaque(context).takeUnretainedValue()
        let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
        do throws(SpoolFault) { return try emission.fill(buffer) } catch { return Int(CURL_READFUNC_ABORT) }
    }

    /// - Returns: how many octets there were; 0 at the end.
    private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(SpoolFault) -> Int {
        while part < parts.count {
            let count = try next(buffer)
            if count > 0 {
                offset += count
                return count
            }
            part += 1
            offset = 0
            file = nil
        }
        return 0
    }

    private func next(_ buffer: UnsafeMutableRawBufferPointer) throws(SpoolFault) -> Int {
        switch parts[part] {
        case .bytes(let bytes):
            let piece = bytes[offset...].prefix(buffer.count)
            buffer.copyBytes(from: piece)
            return piece.count
        case .file(let directory, let name, let size):
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(size - offset))
            if room.isEmpty { return 0 }
            if file == nil { file = try directory.openRegular(name) }
            guard let count = try file?.read(into: room, at: offset), count > 0 else {
                throw .digestMismatch(path: directory.describe(name))
            }
            return count
        }
    }
}
