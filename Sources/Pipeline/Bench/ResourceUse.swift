import Foundation
import Ledger
import Spool

/// What this process and its helpers have used of the machine so far.
struct ResourceUse: Sendable {
    /// Seconds of processor, program and kernel.
    private(set) var processor = 0.0
    /// Octets asked of the kernel, from the medium or not.
    private(set) var read = 0
    private(set) var written = 0
    /// fsync and its like: of files and folders, and of the ledger's log.
    private(set) var syncs = 0

    /// Now. Blocking.
    ///
    /// - Parameter ledger: whose waiting is counted.
    static func now(_ ledger: Ledger) -> ResourceUse {
        var use = ResourceUse()
        use.syncs = SyncCount.files + ledger.syncCount
        for who in [RUSAGE_SELF, RUSAGE_CHILDREN] { use.processor += processor(of: who) }
        use.add(transfersOf: "self")
        for helper in helpers {
            use.processor += processor(of: helper)
            use.add(transfersOf: helper)
        }
        return use
    }

    static func - (later: ResourceUse, earlier: ResourceUse) -> ResourceUse {
        var difference = later
        difference.processor -= earlier.processor
        difference.read -= earlier.read
        difference.written -= earlier.written
        difference.syncs -= earlier.syncs
        return difference
    }

    static func += (sum: inout ResourceUse, more: ResourceUse) {
        sum.processor += more.processor
        sum.read += more.read
        sum.written += more.written
        sum.syncs += more.syncs
    }

    /// The most memory that this process ever had, in octets, and the most that one of its helpers had.
    static var peakMemory: (own: Int, helper: Int) { (peak(of: "self"), helpers.map(peak).max() ?? 0) }

    // MARK: What the kernel tells (proc(5))

    private static func processor(of who: __rusage_who) -> Double {
        var usage = rusage()
        getrusage(who.rawValue, &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    }

    private static func processor(of process: String) -> Double {
        // Behind the command's name, which may hold anything; user and kernel time are the 14th and 15th field.
        let fields = text(process, "stat").split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let kernel = Double(fields[12]) else { return 0 }
        return (user + kernel) / Double(sysconf(CInt(_SC_CLK_TCK)))
    }

    private mutating func add(transfersOf process: String) {
        let counts = Self.numbers(process, "io")
        read += counts["rchar"] ?? 0
        written += counts["wchar"] ?? 0
    }

    private static func peak(of process: String) -> Int { (numbers(process, "status")["VmHWM"] ?? 0) * 1024 }

    private static var helpers: [String] {
        let tasks = "/proc/self/task"
        // A process without helpers, or whose kernel does not tell, has none to count.
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return threads.flatMap { text("self/task/\($0)", "children").split(separator: " ").map(String.init) }
    }

    private static func numbers(_ process: String, _ file: String) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for line in text(process, file).split(separator: "\n") {
            let parts = line.split(separator: ":")
            let value = parts.last?.split(whereSeparator: \.isWhitespace).first
            guard parts.count == 2, let number = value.flatMap({ Int($0) }) else { continue }
            numbers[String(parts[0])] = number
        }
        return numbers
    }

    private static func text(_ process: String, _ file: String) -> String {
        // Of a helper that has just ended nothing is to be learnt any more.
        (try? String(contentsOfFile: "/proc/\(process)/\(file)", encoding: .utf8)) ?? ""
    }
}
