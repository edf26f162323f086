import CPKCS11
import Glibc

/// Who may be inside a module: several threads at once, or one alone.
///
/// The lock lies at an address of its own for as long as the gate lives, and locks itself: hence `@unchecked`.
final class TokenGate: @unchecked Sendable {
    /// Seconds; a module that does not answer for so long is taken for dead.
    private static let patience = 60

    private let lock: UnsafeMutablePointer<pthread_rwlock_t>

    init() {
        lock = .allocate(capacity: 1)
        lock.initialize(to: pthread_rwlock_t())
        pthread_rwlock_init(lock, nil)
    }

    deinit {
        pthread_rwlock_destroy(lock)
        lock.deallocate()
    }

    /// Blocking, for a minute at most.
    ///
    /// - Throws: ``TokenError`` with `CKR_SESSION_COUNT`: the module is occupied.
    func enter(alone: Bool) throws(TokenError) {
        var deadline = timespec()
        clock_gettime(CLOCK_REALTIME, &deadline)
        deadline.tv_sec += Self.patience
        let status = alone ? pthread_rwlock_timedwrlock(lock, &deadline) : pthread_rwlock_timedrdlock(lock, &deadline)
        guard status == 0 else { throw TokenError(function: "wait", code: CK_RV(CKR_SESSION_COUNT)) }
    }

    func leave() {
        pthread_rwlock_unlock(lock)
    }
}
