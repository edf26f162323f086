import Foundation

/// Subject and text of the mail for a certified copy, from the pipeline's templates.
struct MailText {
    let subject: String
    let text: String
    let html: String

    init(_ mail: CertificateMail, _ configuration: PipelineConfiguration, link: PublishedLink? = nil) {
        let templates = configuration.delivery.email.templates
        let template = link == nil ? templates.result : templates.link
        let values = mail.values(office: configuration.office.name, link: link)
        subject = template.subject.filled(values)
        text = template.text.filled(values)
        html = template.html?.filled(values, encode: MailHTML.escaped) ?? MailHTML.page(template.text.filled(values))
    }
}
