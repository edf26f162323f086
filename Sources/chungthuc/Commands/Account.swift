import ArgumentParser

struct Account: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Quản lý tài khoản công dân, doanh nghiệp (cán bộ tư pháp).",
        subcommands: [
            AccountAdd.self, AccountEdit.self, AccountImport.self, AccountFind.self, AccountList.self,
            AccountDossiers.self,
            AccountForget.self,
        ]
    )
}
