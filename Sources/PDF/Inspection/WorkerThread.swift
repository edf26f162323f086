import Glibc

/// A thread of our own for work that blocks; neither Swift's cooperative pool nor Dispatch's may be held up.
struct WorkerThread: Sendable {
    private let thread: pthread_t

    init(_ body: @escaping @Sendable () -> Void) throws(SystemFailure) {
        let start = Unmanaged.passRetained(Start(body: body))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            },
            start.toOpaque()
        )
        guard status == 0 else {
            start.release()
            throw SystemFailure("pthread_create", code: status)
        }
        self.thread = thread
    }

    /// Waits for the thread's end. To be called once. Blocking.
    func join() {
        pthread_join(thread, nil)
    }

    private final class Start: Sendable {
        let body: @Sendable () -> Void

        init(body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
