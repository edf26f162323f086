import ArgumentParser

/// How a command prints.
struct OutputOptions: ParsableArguments {
    @Flag(help: "In JSON, mỗi dòng một bản ghi, cho chương trình khác đọc.")
    var json = false
}
