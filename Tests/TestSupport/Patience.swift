/// What a test waited for did not come about.
package struct DidNotHappen: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) {
        self.description = description
    }
}

/// Waits for what happens in its own time; minutes are for machines that are busy.
package func patiently(
    _ what: @autoclosure () throws -> String,
    _ condition: () throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(180)
    while try !condition() {
        guard ContinuousClock.now < deadline else { throw DidNotHappen(description: try what()) }
        try await Task.sleep(for: .milliseconds(30))
    }
}
