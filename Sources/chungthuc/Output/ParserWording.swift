import Foundation

/// The command line parser speaks English only: its headings and complaints in Vietnamese.
enum ParserWording {
    private static let headings = [
        (#"^OVERVIEW: "#, ""),
        (#"USAGE: chungthuc"#, "CÁCH DÙNG: chungthuc"),
        (#"\nARGUMENTS:\n"#, "\nTHAM SỐ:\n"),
        (#"\nOPTIONS:\n"#, "\nTÙY CHỌN:\n"),
        (#"\nSUBCOMMANDS:\n"#, "\nLỆNH:\n"),
        (#": SUBCOMMANDS:\n"#, ":\n"),
        (#"<subcommand>"#, "<lệnh>"),
        (#"\(default: "#, "(mặc định: "),
        (#"\(values: "#, "(giá trị: "),
        (#"; default: "#, "; mặc định: "),
        (#"Show the version\."#, "In phiên bản."),
        (#"Show help information\."#, "In hướng dẫn này."),
        (#"See ('[^']*') for detailed help\."#, "Xem $1 để biết chi tiết."),
    ]

    private static let problems = [
        (#"^Unknown option ('[^']*')"#, "không có tùy chọn $1"),
        (#"\. Did you mean ('[^']*')\?$"#, ", có phải $1 không"),
        (#"^Missing expected argument ('[^']*')$"#, "thiếu $1"),
        (#"^Missing one of: "#, "thiếu một trong: "),
        (#"^Missing value for ('[^']*')$"#, "thiếu giá trị của $1"),
        (#"^Missing required subcommand$"#, "thiếu tên lệnh"),
        (#"^Unexpected argument ('[^']*')$"#, "thừa $1"),
        (#"^[0-9]+ unexpected arguments: "#, "thừa "),
        (#"^The value ('[^']*') is invalid for ('[^']*')"#, "giá trị $1 không hợp lệ cho $2"),
        (#"\. Please provide one of (the following:\n  - )?"#, ": chọn một trong "),
        (#"\n  - "#, ", "),
        (#"^The option ('[^']*') does not take any value, but ('[^']*') was specified$"#, "$1 không nhận giá trị $2"),
        (#" or ('[^']*')$"#, " hoặc $1"),
    ]

    /// - Parameter text: a help screen.
    static func help(_ text: String) -> String { replacing(headings, in: text) }

    /// - Parameter text: what is wrong with a command line, without a full stop. What is not known stays as it is.
    static func problem(_ text: String) -> String { replacing(problems, in: text) }

    private static func replacing(_ words: [(pattern: String, template: String)], in text: String) -> String {
        words.reduce(text) { text, word in
            text.replacingOccurrences(of: word.pattern, with: word.template, options: .regularExpression)
        }
    }
}
