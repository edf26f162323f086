extension UnsafeRawBufferPointer {
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
