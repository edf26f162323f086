import CSystemCalls
import Faults

enum StandardOutput {
    /// Has everything that was printed reach its file, and says so where some of it did not: half a list is none.
    ///
    /// - Throws: ``LostOutput``.
    static func finish() throws(LostOutput) {
        guard csystem_finish_output() == 0 else { throw LostOutput() }
    }
}

/// What the command had to say did not reach the file or pipe that it was sent to.
struct LostOutput: Fault {
    let code = "output-lost"
    let exitCode = ExitCode.cannotCreate

    let message = Wording(
        vi: "Không ghi được hết kết quả ra đầu ra chuẩn.",
        en: "Not all of the result could be written to standard output."
    )

    let remedy = Wording(
        vi: "Kiểm tra chỗ trống của ổ đĩa nơi nhận kết quả. Việc đã làm vẫn có hiệu lực: xem bằng chungthuc list.",
        en: "See whether the disk that it goes to is full. What was done is done: look with chungthuc list."
    )
}
