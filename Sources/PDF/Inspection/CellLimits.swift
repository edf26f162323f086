import Glibc

/// What a cell may use before it is ended. Crosses to the cell as its first message.
package struct CellLimits: Codable, Hashable, Sendable {
    /// Time for one file. Held by the parent: a cell that loops cannot be trusted to stop itself. Where others keep the
    /// processor busy, a cell that has not had it for so long yet is waited for a little longer.
    package var secondsPerFile: Double
    /// Wall-clock time for one file, whatever the machine does besides.
    package var secondsAtMost: Double
    /// Address space of the cell in bytes (RLIMIT_AS), libraries and the mapped file included.
    package var memory: Int
    /// A cell is replaced after so many files, so that what poppler or qpdf leak does not add up.
    package var filesPerCell: Int

    package init(
        secondsPerFile: Double = 10, secondsAtMost: Double? = nil, memory: Int = 1 << 30, filesPerCell: Int = 500
    ) {
        self.secondsPerFile = secondsPerFile
        self.secondsAtMost = secondsAtMost ?? secondsPerFile * 6
        self.memory = memory
        self.filesPerCell = filesPerCell
    }

    /// Puts the limits on the calling process, for good: they cannot be raised again.
    func impose() throws(SystemFailure) {
        try limit(RLIMIT_AS, to: memory)
        // Of processor time, what all its files may take; ``renewTime()`` gives out the share of one.
        try limit(RLIMIT_CPU, to: (filesPerCell + 1) * (wholeSeconds + 2))
        // A core dump would leave a stranger's document, and perhaps an applicant's identity, on the disk.
        try limit(RLIMIT_CORE, to: 0)
        // A cell writes no file and opens none: the documents come as descriptors, one at a time.
        try limit(RLIMIT_FSIZE, to: 0)
        try limit(RLIMIT_NOFILE, to: 32)
    }

    /// Grants the calling process the processor time for one more file: a second line of defence behind the parent's
    /// clock, and the first one once the parent is gone.
    func renewTime() throws(SystemFailure) {
        var spent = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &spent) == 0 else { throw SystemFailure("getrusage") }
        var limit = rlimit()
        guard getrlimit(CInt(RLIMIT_CPU.rawValue), &limit) == 0 else { throw SystemFailure("getrlimit") }
        // The seconds that are begun count as a whole.
        let seconds = spent.ru_utime.tv_sec + spent.ru_stime.tv_sec + 2 + wholeSeconds
        limit.rlim_cur = min(rlim_t(seconds), limit.rlim_max)
        guard setrlimit(CInt(RLIMIT_CPU.rawValue), &limit) == 0 else { throw SystemFailure("setrlimit") }
    }

    private var wholeSeconds: Int { Int(secondsPerFile.rounded(.up)) }

    private func limit(_ resource: __rlimit_resource, to value: Int) throws(SystemFailure) {
        var limit = rlimit(rlim_cur: rlim_t(max(0, value)), rlim_max: rlim_t(max(0, value)))
        guard setrlimit(CInt(resource.rawValue), &limit) == 0 else { throw SystemFailure("setrlimit") }
    }
}
