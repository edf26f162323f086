import PDF
import Testing

struct ChangesTests {
    /// Opens a file and a prefix of the same bytes, as a verifier does.
    private func changes(in file: [UInt8], since length: Int) throws -> [ObjectChange] {
        try file.withUnsafeBytes { bytes in
            let earlier = try DocumentReader(UnsafeRawBufferPointer(rebasing: bytes[..<length]), name: "earlier.pdf")
            let later = try DocumentReader(bytes, name: "later.pdf")
            return try later.changes(since: earlier)
        }
    }

    @Test(arguments: [["--object-streams=disable"], ["--object-streams=generate"]])
    func tellsWhatARevisionDid(options: [String]) throws {
        let before = try rewritten(SamplePDF().bytes, options)
        let structure = try structure(of: before)
        var revision = Revision(extending: structure)
        let new = revision.add(.string([1]))
        revision.updateCatalog { $0["Lang"] = .text("vi") }
        let after = before + (try revision.serialized().bytes)
        let changes = try changes(in: after, since: before.count)
        #expect(changes.contains(ObjectChange(reference: structure.catalogReference, kind: .changed)))
        #expect(changes.contains(ObjectChange(reference: new, kind: .added)))
        // A file with cross-reference streams gets one more of them.
        #expect(changes.count == (structure.crossReferenceKind == .table ? 2 : 3))
        #expect(try self.changes(in: after, since: after.count).isEmpty)
    }

    @Test func comparesContentNotPlaces() throws {
        var sample = SamplePDF()
        let before = sample.bytes
        sample.objects[4] = SamplePDF.stream("BT /F1 24 Tf 72 720 Td (0riginal) Tj ET")
        sample.header = "%PDF-1.7\n%another place for everything\n"
        let changes = try reading(before) { earlier in
            try reading(sample.bytes) { later in try later.changes(since: earlier) }
        }
        #expect(changes == [ObjectChange(reference: PDFReference(4), kind: .changed)])
    }

    @Test func noticesRemovals() throws {
        var sample = SamplePDF()
        sample.objects[9] = "(gone)"
        let before = sample.bytes
        sample.objects[9] = nil
        let changes = try reading(before) { earlier in
            try reading(sample.bytes) { later in try later.changes(since: earlier) }
        }
        #expect(changes == [ObjectChange(reference: PDFReference(9), kind: .removed)])
    }

    /// Rewriting an object as it was is no change.
    @Test func ignoresCopies() throws {
        let before = SamplePDF().bytes
        var revision = Revision(extending: try structure(of: before))
        revision.updateCatalog { _ in }
        let after = before + (try revision.serialized().bytes)
        #expect(try changes(in: after, since: before.count).isEmpty)
    }
}
