import Faults

/// An error that no room foresaw: ours to mend.
package struct UnexpectedFault: Fault {
    package let detail: String

    package init(detail: String) {
        self.detail = detail
    }

    package var code: String { "unexpected" }
    package var exitCode: ExitCode { .software }

    package var message: Wording {
        Wording(vi: "Lỗi của chương trình: \(detail).", en: "A fault of the program: \(detail).")
    }

    package var remedy: Wording {
        Wording(
            vi: "Không mất dữ liệu; hãy chạy chungthuc doctor và gửi kết quả cho đơn vị hỗ trợ.",
            en: "Nothing is lost; run chungthuc doctor and send what it prints to support."
        )
    }
}
