import PDF
import Testing

/// Dictionaries of a few entries and of many, which are kept otherwise.
@Suite struct PDFDictionaryTests {
    private static func dictionary(_ count: Int) -> PDFDictionary {
        var dictionary = PDFDictionary()
        for number in 0..<count { dictionary[PDFName("Key\(number)")] = .integer(number) }
        return dictionary
    }

    @Test(arguments: [0, 1, 15, 16, 17, 18, 40, 1000])
    func keepsWhatWasSetInItsOrder(count: Int) {
        let dictionary = Self.dictionary(count)
        #expect(dictionary.count == count && dictionary.isEmpty == (count == 0))
        #expect(dictionary.map(\.value) == (0..<count).map { .integer($0) })
        for number in 0..<count { #expect(dictionary[PDFName("Key\(number)")] == .integer(number)) }
        #expect(dictionary["Key"] == nil)
    }

    @Test(arguments: [2, 16, 17, 18, 40])
    func entriesAreReplacedAndRemoved(count: Int) {
        var dictionary = Self.dictionary(count)
        dictionary["Key1"] = .name("New")
        #expect(dictionary.count == count && dictionary["Key1"] == .name("New"))
        #expect(dictionary.keys == Self.dictionary(count).keys)
        dictionary["Key0"] = nil
        dictionary["Absent"] = nil
        #expect(dictionary.count == count - 1 && dictionary["Key0"] == nil)
        #expect(dictionary.keys == Array(Self.dictionary(count).keys.dropFirst()))
        for number in 2..<count { #expect(dictionary[PDFName("Key\(number)")] == .integer(number)) }
        dictionary["Key0"] = .null
        #expect(dictionary.keys.last == "Key0" && dictionary["Key0"] == .null)
    }

    @Test(arguments: [3, 16, 17, 40])
    func orderDoesNotMatter(count: Int) {
        let dictionary = Self.dictionary(count)
        var reversed = PDFDictionary()
        for (key, value) in dictionary.map({ $0 }).reversed() { reversed[key] = value }
        #expect(reversed == dictionary)
        reversed["Key1"] = .null
        #expect(reversed != dictionary)
        reversed["Key1"] = nil
        #expect(reversed != dictionary && dictionary != reversed)
    }
}
