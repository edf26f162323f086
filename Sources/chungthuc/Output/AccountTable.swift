import Pipeline

/// Accounts as the office guide lists them.
enum AccountTable {
    static func print(_ accounts: [AccountRow], json: Bool) {
        guard !json else { return accounts.forEach { JSONLine.print($0) } }
        let header = ["STT", "Tên đối tượng", "CMND/CCCD/MST", "Số điện thoại", "Email"]
        let rows = accounts.enumerated().map { index, account in
            ["\(index + 1)", account.name, account.identity, account.phone ?? "", account.email ?? ""]
        }
        if !rows.isEmpty { Swift.print(TextTable.text([header] + rows)) }
        Swift.print("Tìm thấy \(accounts.count) tài khoản.")
    }
}
