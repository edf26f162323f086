// Accounts as folders: `<account>/<code>.pdf` with `<code>.json` beside it, for a connector of the portal to fetch.
//
// Called by dispatch, on a thread that may block.
// Promises: each file appears whole and durable; the JSON comes last, so that who sees it finds the PDF. A repeat changes
// nothing that is there, and brings back what was fetched.

import Faults
import Spool

package struct AccountDirectory: AccountChannel {
    private let path: String

    /// - Parameter path: of the folder with a folder for each account; made when it is missing.
    package init(path: String) {
        self.path = path
    }

    /// Blocking.
    package func deliver(_ parcel: AccountParcel) -> DeliveryOutcome {
        guard let account = FileName(parcel.account), let pdf = FileName("\(parcel.code).pdf"),
            let json = FileName("\(parcel.code).json"), let draft = FileName(".\(parcel.code).pdf.draft")
        else {
            return .refused(Wording(vi: "Tài khoản không đặt được tên thư mục.", en: "The account names no folder."))
        }
        do {
            let folder = try Directory.make(path: path, mode: 0o750).makeSubdirectory(account, mode: 0o750)
            try put(try parcel.copy.open(), parcel.copy, as: pdf, draft: draft, in: folder)
            let document = try parcel.document.open().bytes(limit: 1 << 20)
            try folder.replace(json, with: document, mode: 0o640)
            return .accepted(detail: "\(account.display)/\(pdf.display)")
        } catch {
            // Files that are not there or not right: the disk, or a person who will put them back.
            return .retryLater(error.message)
        }
    }

    private func put(
        _ source: borrowing ReadableFile,
        _ copy: ExpectedFile,
        as name: FileName,
        draft: FileName,
        in folder: Directory
    ) throws(SpoolFault) {
        if try folder.status(of: name)?.kind == .regular, try folder.openRegular(name).digest() == copy.digest {
            return
        }
        // Left by a crash.
        try folder.remove(draft)
        var file = try folder.create(draft, mode: 0o640)
        try file.write(contentsOf: source)
        let synced = try file.sync()
        // An older copy of the same dossier gives way.
        try folder.remove(name)
        _ = try synced.publish(as: name, in: folder)
    }
}
