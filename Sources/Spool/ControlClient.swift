/// The asking end of the control socket.
package enum ControlClient {
    /// Hands a request to the daemon and waits for its reply. Blocking, up to the timeout.
    ///
    /// - Parameters:
    ///   - state: the folder ``SpoolFolder/state``.
    ///   - timeout: for the whole conversation. What was asked may be done all the same when it is over.
    /// - Throws: ``SpoolFault/daemonAbsent(path:)`` when nobody listens, so that the caller takes the lock itself;
    ///   ``SpoolFault/requestTooLarge(limit:)``, ``SpoolFault/controlTimedOut(path:)``,
    ///   ``SpoolFault/controlInterrupted(path:)``.
    package static func call(
        _ request: [UInt8],
        in state: Directory,
        timeout: Duration
    ) throws(SpoolFault) -> [UInt8] {
        // The server would hang up without a word.
        guard request.count <= ControlServer.maximumRequestSize else {
            throw .requestTooLarge(limit: ControlServer.maximumRequestSize)
        }
        let deadline = ContinuousClock.now + timeout
        let name = ControlServer.socketName
        let socket = try ControlSocket.connect(to: name, in: state, until: deadline)
        let connection = ControlConnection(adopting: socket, path: state.describe(name))
        try connection.send(request, until: deadline)
        return try connection.receive(limit: ControlServer.maximumReplySize, until: deadline)
    }
}
