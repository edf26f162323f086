import Foundation

/// A thread for each job: for a call that blocks until a test that goes on elsewhere ends it. On threads that are shared,
/// a few of those would keep each other waiting.
package final class OwnThread: TaskExecutor {
    package init() {}

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
