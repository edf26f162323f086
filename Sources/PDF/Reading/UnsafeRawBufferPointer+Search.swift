import Glibc

extension UnsafeRawBufferPointer {
    /// Quick over a whole file.
    package func contains(_ text: StaticString) -> Bool {
        guard let baseAddress else { return false }
        let length = text.utf8CodeUnitCount
        var position = 0
        while position + length <= count {
            let rest = count - length + 1 - position
            guard let found = memchr(baseAddress + position, CInt(text.utf8Start.pointee), rest) else { return false }
            if memcmp(found, text.utf8Start, length) == 0 { return true }
            position = UnsafeRawPointer(found) - baseAddress + 1
        }
        return false
    }

    /// Where the text last begins, looking backwards from an end, no further than a distance.
    func lastIndex(of text: StaticString, before end: Int, within distance: Int = .max) -> Int? {
        text.withUTF8Buffer { pattern in
            let lowest = Swift.max(0, distance > end ? 0 : end - distance)
            var index = end - pattern.count
            while index >= lowest {
                if self[index] == pattern[0], self[index..<index + pattern.count].elementsEqual(pattern) {
                    return index
                }
                index -= 1
            }
            return nil
        }
    }
}
