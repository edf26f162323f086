// Uses keys for tests in a process of its own: a PKCS#11 module is one for a whole process, and so is what OpenSSL
// finds in its environment.
//
//   KeyProbe token SETTINGS SCHEME COUNT   signs "message" COUNT times on several threads; prints the signatures
//   KeyProbe pkcs12 FILE PASSPHRASE-FILE   opens a key file; prints its certificate's serial number
//
// SETTINGS is JSON: module, token, serial, label, id, pinFile, certificate, refused. A fault is printed by its code.

import Dispatch
import Foundation
import PAdES
import Synchronization

@main
struct KeyProbe {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            switch arguments.first {
            case "token": try sign(arguments[1], SignatureScheme(rawValue: arguments[2]), count: Int(arguments[3]) ?? 0)
            case "pkcs12":
                let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: arguments[1])))
                let passphrase = try PassphraseFile.read(arguments[2])
                let key = try SoftwareKey.load(pkcs12: bytes, passphrase: passphrase, name: arguments[1])
                print(key.certificate.serialNumber)
            default: exit(64)
            }
        } catch let fault as KeyFault {
            print(fault.code)
            exit(fault.exitCode.rawValue)
        }
    }

    private struct Settings: Decodable {
        let module: String
        let token: String?
        let serial: String?
        let label: String?
        let id: [UInt8]?
        let pinFile: String
        let certificate: String?
        let refused: String
    }

    private static func sign(_ json: String, _ scheme: SignatureScheme?, count: Int) throws {
        let settings = try JSONDecoder().decode(Settings.self, from: Data(json.utf8))
        let certificates = try settings.certificate.map { path in
            try Certificate.all(inPEM: Array(try Data(contentsOf: URL(fileURLWithPath: path))), name: path)
        }
        let key = try TokenKey(
            TokenKeySettings(
                module: settings.module,
                token: settings.token,
                serial: settings.serial,
                label: settings.label,
                id: settings.id,
                pinFile: settings.pinFile,
                certificateFile: settings.certificate
            ),
            certificates: certificates ?? [],
            refused: FolderOfRefusedPINs(path: settings.refused)
        )
        guard let scheme else { exit(64) }
        let algorithm = try scheme.algorithm(for: key.certificate.publicKey, of: key.name)
        let results = Mutex<[Result<[UInt8], KeyFault>]>([])
        DispatchQueue.concurrentPerform(iterations: count) { _ in
            let result = Result { () throws(KeyFault) in
                try key.signature(over: Array("message".utf8), algorithm: algorithm)
            }
            results.withLock { $0.append(result) }
        }
        for result in results.withLock({ $0 }) { print(Data(try result.get()).base64EncodedString()) }
    }
}

/// One file for each refused PIN.
private struct FolderOfRefusedPINs: RefusedPINs {
    let path: String

    private func file(_ attempt: PINAttempt) -> String { "\(path)/\(attempt.tokenSerial)-\(attempt.fileVersion)" }

    func contains(_ attempt: PINAttempt) -> Bool { FileManager.default.fileExists(atPath: file(attempt)) }

    func insert(_ attempt: PINAttempt) throws {
        try Data().write(to: URL(fileURLWithPath: file(attempt)))
    }

    func remove(_ attempt: PINAttempt) throws {
        if contains(attempt) { try FileManager.default.removeItem(atPath: file(attempt)) }
    }
}
