import ArgumentParser
import Pipeline

/// What is known of an account beside its number.
struct AccountOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Tên công dân hoặc doanh nghiệp.", valueName: "tên"))
    var name: String?

    @Option(help: ArgumentHelp("Ngày sinh (24/09/1991).", valueName: "ngày"))
    var birth: String?

    @Option(help: ArgumentHelp("Số di động, để nhận tin nhắn.", valueName: "số"))
    var phone: String?

    @Option(help: ArgumentHelp("Địa chỉ thư điện tử.", valueName: "địa-chỉ"))
    var email: String?

    @Option(help: ArgumentHelp("Địa chỉ nơi ở hoặc trụ sở.", valueName: "địa-chỉ"))
    var address: String?

    func fields(identity: String? = nil) -> AccountFields {
        AccountFields(identity: identity, name: name, birth: birth, phone: phone, email: email, address: address)
    }
}
