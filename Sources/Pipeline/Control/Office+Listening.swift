import Spool

extension Office {
    /// Answers commands that run beside this process.
    func listen() throws -> ControlServer {
        try ControlServer.start(in: layout.open(.state), holding: lock, on: Threads.shared) { await self.answer($0) }
    }

    private func answer(_ request: ControlRequest) async -> [UInt8] {
        let results: [OperationResult]
        do {
            results = await perform(try ControlMessage.request(request.bytes), userID: request.peer.userID)
        } catch {
            results = [OperationResult(subject: "", fault: FaultDocument(OfficeFault.strangeReply))]
        }
        mail.ring()
        do {
            return try ControlMessage.bytes(results)
        } catch {
            logger.error("reply cannot be encoded", metadata: ["error": "\(Loggable(error))"])
            return []
        }
    }
}
