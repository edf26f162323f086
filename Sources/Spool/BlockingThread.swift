import Glibc

/// A thread of its own for calls that block, so that the few threads of Swift's concurrency never wait for a disk, a
/// folder or a client.
package struct BlockingThread: Sendable {
    private let handle: pthread_t

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts the body. To be followed by ``join()`` or ``detach()``, once.
    ///
    /// - Throws: ``SpoolFault/system(_:path:errno:)`` when the process may have no more threads.
    package init(_ name: String, _ body: @escaping @Sendable () -> Void) throws(SpoolFault) {
        let box = Unmanaged.passRetained(Body(body))
        var handle = pthread_t()
        let status = pthread_create(
            &handle,
            nil,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            },
            box.toOpaque()
        )
        guard status == 0 else {
            box.release()
            throw .system(.create, path: name, errno: status)
        }
        self.handle = handle
    }

    /// Waits for the body to return. Blocking.
    func join() { pthread_join(handle, nil) }

    /// Lets the thread end by itself.
    package func detach() { pthread_detach(handle) }
}
