// A cell whose work is to try what a parser that was taken over would: a program of its own, because the product has no
// such command.
//
//   instructions: abuse     answers with the errno of each attempt, 0 where it succeeded
//                 spin      never ends
//                 crash     writes where nothing is

import Foundation
import Glibc
import PDF

@main
enum CellProbe {
    static func main() {
        InspectionCell.serve(socket: 3) { (_, _, instructions) throws(PDFFault) in
            switch String(decoding: instructions, as: UTF8.self) {
            case "spin": while time(nil) != 0 {}
            case "crash": UnsafeMutablePointer<UInt8>(bitPattern: 8)?.pointee = 1
            default: break
            }
            do {
                return Array(try JSONEncoder().encode(abuse()))
            } catch {
                throw .software(reason: "\(error)")
            }
        }
    }

    private static func abuse() -> [String: CInt] {
        [
            "connect": outcome { socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0) },
            "talk to a neighbour": outcome { socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0) },
            "read a file": outcome { open("/etc/passwd", O_RDONLY) },
            "list the root": outcome { open("/", O_RDONLY | O_DIRECTORY) },
            "write a file": outcome { open("/tmp/chungthuc-cell-probe", O_WRONLY | O_CREAT, 0o600) },
            "write the document": outcome { open("/proc/self/fd/4", O_RDWR) },
            "run a program": spawn(),
            "signal the parent": outcome { kill(getppid(), 0) },
            "take memory": outcome {
                mmap(nil, 4 << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0
            },
            "become root": outcome { setuid(0) },
            "read a font": outcome { open("/usr/share/fonts", O_RDONLY | O_DIRECTORY) },
        ]
    }

    private static func outcome(_ attempt: () -> CInt) -> CInt { attempt() < 0 ? errno : 0 }

    private static func spawn() -> CInt {
        var process: pid_t = 0
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        defer { free(arguments[0]) }
        return posix_spawn(&process, "/usr/bin/true", nil, nil, &arguments, nil)
    }
}
