extension FileName {
    private var extensionStart: Int? {
        guard let last = bytes.lastIndex(of: Self.dot), last > 0, last + 1 < bytes.count else { return nil }
        return last
    }

    /// What stands before the last dot: `scan` of `scan.pdf`, all of `.profile` and of `README`.
    package var stem: [UInt8] { Array(bytes[..<(extensionStart ?? bytes.count)]) }

    /// What stands after the last dot, as written: `PDF` of `scan.PDF`; `nil` without one.
    package var pathExtension: [UInt8]? { extensionStart.map { Array(bytes[($0 + 1)...]) } }

    /// Compares without regard to ASCII case: scanners write `.PDF`.
    package func hasExtension(_ wanted: StaticString) -> Bool {
        guard let extensionStart else { return false }
        return wanted.withUTF8Buffer { wanted in
            bytes[(extensionStart + 1)...].elementsEqual(wanted) { $0.asciiLowercased == $1.asciiLowercased }
        }
    }

    package func hasPrefix(_ prefix: some Collection<UInt8>) -> Bool { bytes.starts(with: prefix) }

    /// The same stem with another extension, as a sidecar has; the stem gives way when 255 bytes are not enough.
    package func replacingExtension(with pathExtension: StaticString) -> FileName {
        Self.fitting(stem: stem, suffix: [Self.dot] + pathExtension.withUTF8Buffer(Array.init))
    }

    /// The whole name with something after it: `scan.pdf.reason.txt`.
    package func appending(_ suffix: StaticString) -> FileName {
        Self.fitting(stem: bytes, suffix: suffix.withUTF8Buffer(Array.init))
    }

    /// `scan (2).pdf`: the name a second file of this name gets.
    ///
    /// - Parameter ordinal: 2 and up.
    package func numbered(_ ordinal: Int) -> FileName {
        let tail = pathExtension.map { [Self.dot] + $0 } ?? []
        let suffix = Array(" (\(ordinal))".utf8) + tail
        // An "extension" that leaves no room for a stem is no extension.
        guard suffix.count < Self.maximumByteCount else {
            return Self.fitting(stem: bytes, suffix: Array(" (\(ordinal))".utf8))
        }
        return Self.fitting(stem: stem, suffix: suffix)
    }

    /// Under which a file is written that will get this name, in a folder that people see: hidden, ignored by the
    /// watcher, and recognisably ours, so that one left by a crash may be removed.
    package var draft: FileName { Self.fitting(stem: Self.draftPrefix + bytes, suffix: []) }

    /// Whether the name is that of a draft.
    var isDraft: Bool { hasPrefix(Self.draftPrefix) }

    private static let draftPrefix = Array(".chungthuc-draft-".utf8)

    /// Under which a file stands while it is removed; `nil` for a name that leaves no room for it.
    var retired: FileName? { FileName(bytes: Array(".chungthuc-retired-".utf8) + bytes) }

    /// Cuts the stem, at a character boundary of UTF-8 where it is UTF-8, until the suffix fits behind it.
    private static func fitting(stem: [UInt8], suffix: [UInt8]) -> FileName {
        var end = min(stem.count, maximumByteCount - suffix.count)
        if end < stem.count {
            let isContinuation = { (index: Int) in stem[index] & 0b1100_0000 == 0b1000_0000 }
            var boundary = end
            while boundary > 0, end - boundary < 4, isContinuation(boundary) { boundary -= 1 }
            if boundary > 0, !isContinuation(boundary) { end = boundary }
        }
        guard let name = FileName(bytes: stem[..<max(end, 0)] + suffix) else {
            preconditionFailure("a stem without slash and NUL, cut to length, and a suffix of ours make a name")
        }
        return name
    }
}

extension UInt8 {
    fileprivate var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
