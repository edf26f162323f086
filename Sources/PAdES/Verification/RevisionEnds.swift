import PDF

/// Where the revisions of a file end: behind each `%%EOF` (ISO 32000-1, 7.5.5), which may also stand in a stream.
package enum RevisionEnds {
    private static let marker = Array("%%EOF".utf8)

    /// Lengths in octets, ascending, without the whole file's; each a file of its own if it can be read as one.
    package static func after(_ start: Int, in file: UnsafeRawBufferPointer) -> [Int] {
        var ends: [Int] = []
        var position = max(0, start - marker.count - 2)
        while let found = next(from: position, in: file) {
            var end = found + marker.count
            position = end
            if end < file.count, file[end] == 0x0D { end += 1 }
            if end < file.count, file[end] == 0x0A { end += 1 }
            if end > start, end < file.count { ends.append(end) }
        }
        return ends
    }

    private static func next(from start: Int, in file: UnsafeRawBufferPointer) -> Int? {
        var position = start
        while position <= file.count - marker.count {
            guard let percent = file[position...].firstIndex(of: marker[0]), percent <= file.count - marker.count
            else { return nil }
            if file[percent..<percent + marker.count].elementsEqual(marker) { return percent }
            position = percent + 1
        }
        return nil
    }
}
