import PDF

@main
struct Main {
    static func main() {
        if CommandLine.arguments.dropFirst().first == "inspection-cell" {
            InspectionCell.serve(socket: 3)
        }
    }
}
