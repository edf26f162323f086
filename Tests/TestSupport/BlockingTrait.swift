import Testing

/// Runs the tests of a suite on ``BlockingThreads``.
package struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(BlockingThreads.shared) { try await function() }
    }
}

extension SuiteTrait where Self == BlockingTrait {
    /// For suites that wait for other programs.
    package static var blocking: Self { Self() }
}
