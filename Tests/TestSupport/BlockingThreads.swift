import Foundation

/// Threads for tests that wait for other programs. On the cooperative pool, which has a thread for each core, two of
/// them would stop every other test.
package final class BlockingThreads: TaskExecutor {
    package static let shared = BlockingThreads()

    private let queue = OperationQueue()

    private init() {
        // More would only make each other slow.
        queue.maxConcurrentOperationCount = 3
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.addOperation { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
