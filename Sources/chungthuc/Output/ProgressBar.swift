import Foundation

/// How far something long has come, on one line of standard error; nothing where that is no terminal.
struct ProgressBar {
    private static let width = 30
    private let isShown = isatty(STDERR_FILENO) == 1
    private var last = -1

    mutating func show(_ done: Int, of total: Int) {
        let percent = total == 0 ? 100 : done * 100 / total
        guard isShown, percent != last else { return }
        last = percent
        let filled = Self.width * percent / 100
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        StandardError.write("\r\(bar) \(percent) %  \(done)/\(total)")
    }

    /// Clears the line, if there is something on it.
    mutating func end() {
        guard last >= 0 else { return }
        last = -1
        StandardError.write("\r\u{1B}[K")
    }
}
