import Foundation
import Pipeline

/// What `bench` says to people.
enum BenchSheet {
    static func text(_ bench: BenchDocument) -> String {
        let header = [
            "khâu", "văn bản/s", "1/10 đầu", "1/10 cuối", "p50 ms", "p99 ms", "CPU ms", "đọc KB", "ghi KB", "fsync",
        ]
        let rows = bench.stages.map { stage in
            [
                Self.names[stage.name] ?? stage.name, number(stage.perSecond), number(stage.firstTenth),
                number(stage.lastTenth), number(stage.p50), number(stage.p99), number(stage.processor),
                number(stage.read / 1000), number(stage.written / 1000), number(stage.syncs),
            ]
        }
        let (machine, alone) = (bench.machine, bench.alone)
        return """
            \(bench.documents) văn bản, mỗi bản quét \(bench.bytes / 1000) KB; số liệu của từng khâu tính cho một văn bản

            \(TextTable.text([header] + rows))

            Toàn bộ quy trình: \(number(bench.perSecond)) văn bản/s (\(number(bench.seconds)) s)
            Giới hạn của máy:  \(number(bench.limitPerSecond)) văn bản/s, đạt \(number(bench.ratio * 100)) %
            Bộ nhớ cao nhất:   \(bench.peakMemory >> 20) MB, tiến trình phụ \(bench.peakHelperMemory >> 20) MB

            Một văn bản khi máy rảnh (trung vị của \(alone.documents), lâu nhất trong ngoặc):
            từ inbox đến bàn cán bộ:      \(number(alone.toDesk)) ms (\(number(alone.toDeskAtMost))), không kể thời gian \
            chờ tệp đứng yên
            từ lệnh ký đến bàn văn thư:   \(number(alone.toSigned)) ms (\(number(alone.toSignedAtMost))), gấp \
            \(number(alone.ratio)) lần giới hạn \(number(alone.limit)) ms của máy

            Máy (\(machine.cores) nhân; mỗi nhân mỗi giây): \(number(machine.signaturesPerSecond)) chữ ký, \
            băm \(number(machine.hashedPerSecond / 1e6)) MB, chép \(number(machine.copiedPerSecond / 1e6)) MB; \
            đĩa ghi bền vững \(number(machine.writtenPerSecond / 1e6)) MB, \(number(machine.syncsPerSecond)) fsync lần \
            lượt, \(number(machine.syncsTogetherPerSecond)) cùng lúc
            Từng phần (mỗi giây): \(number(bench.parts.appendsPerSecond)) trang lời chứng có chữ ký, \
            \(number(bench.parts.signaturesPerSecond)) chữ ký CMS, \(number(bench.parts.numbersPerSecond)) số cấp cho \
            16 người cùng lúc, \(number(bench.parts.searchesPerSecond)) lần tìm
            """
    }

    private static let names = [
        "intake": "tiếp nhận", "submit": "trình ký", "sign": "ký số", "stamp": "đóng dấu", "deliver": "gửi",
    ]

    private static func number(_ value: Double?) -> String {
        guard let value else { return "–" }
        return String(format: value >= 100 ? "%.0f" : "%.2f", value)
    }
}
