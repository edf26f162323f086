import Foundation
import TestSupport
import Testing

@testable import PDF

/// What earlier signatures allow is asked before anything is added.
struct PermissionTests {
    private static let transform = "/Type /SigRef /TransformMethod"

    /// A document with one signed field, whose signature or lock says this much.
    private static func signed(reference: String = "", lock: String = "", catalog: String = "") -> SamplePDF {
        var sample = SamplePDF()
        sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> \(catalog) >>"
        sample.objects[6] = "<< /FT /Sig /T (Nguoi ky) /V 7 0 R \(lock) >>"
        sample.objects[7] = "<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> \(reference) >>"
        return sample
    }

    @Test(arguments: [
        ("/Reference [<< \(transform) /DocMDP /TransformParams << /P 1 >> >>]", "pdf-further-signatures-forbidden"),
        ("/Reference [<< \(transform) /DocMDP /TransformParams << /P 2 >> >>]", "invisible"),
        ("/Reference [<< \(transform) /DocMDP /TransformParams << /P 3 >> >>]", "invisible"),
        ("/Reference [<< \(transform) /DocMDP >>]", "invisible"),
        ("/Reference [<< \(transform) /FieldMDP /TransformParams << /Action /All >> >>]", "pdf-form-locked"),
        (
            "/Reference [<< \(transform) /FieldMDP /TransformParams << /Action /Exclude /Fields [(a)] >> >>]",
            "pdf-form-locked"
        ),
        ("/Reference [<< \(transform) /FieldMDP /TransformParams << /Action /Include /Fields [(a)] >> >>]", "visible"),
        ("/Reference [<< \(transform) /DocMDP /TransformParams << /P 4 >> >>]", "pdf-further-signatures-forbidden"),
        (
            "/Reference [<< \(transform) /DocMDP >> << \(transform) /FieldMDP /TransformParams << /Action /All >> >>]",
            "pdf-form-locked"
        ),
        ("", "visible"),
    ])
    func readsTransforms(reference: String, code: String) {
        #expect(verdict(on: Self.signed(reference: reference)) == code)
    }

    @Test(arguments: [
        ("/Lock << /Type /SigFieldLock /Action /All >>", "pdf-form-locked"),
        ("/Lock << /Type /SigFieldLock /Action /Include /Fields [(a)] >>", "visible"),
        ("/Lock << /Type /SigFieldLock /Action /Include /Fields [(a)] /P 1 >>", "pdf-further-signatures-forbidden"),
        ("/Lock << /Type /SigFieldLock /Action /Include /Fields [(a)] /P 2 >>", "invisible"),
    ])
    func readsLocks(lock: String, code: String) {
        #expect(verdict(on: Self.signed(lock: lock)) == code)
    }

    @Test func readsCertificationsInTheCatalog() {
        var sample = Self.signed(catalog: "/Perms << /DocMDP 8 0 R >>")
        sample.objects[8] = "<< /Type /Sig /Reference [<< \(Self.transform) /DocMDP /TransformParams 9 0 R >>] >>"
        sample.objects[9] = "<< /P 1 >>"
        #expect(verdict(on: sample) == "pdf-further-signatures-forbidden")
    }

    @Test func anEmptyFieldForbidsNothing() {
        var sample = Self.signed(lock: "/Lock << /Action /All >>")
        sample.objects[7] = "null"
        #expect(verdict(on: sample) == "unrestricted")
    }

    @Test func theReasonNamesTheSignature() {
        let sample = Self.signed(reference: "/Reference [<< \(Self.transform) /DocMDP /TransformParams << /P 1 >> >>]")
        let fault = #expect(throws: PDFFault.self) { try allowed(by: sample) }
        #expect(fault?.message.vietnamese.contains("Nguoi ky") == true)
        #expect(fault?.message.vietnamese.contains("sample.pdf") == true)
    }

    private func verdict(on sample: SamplePDF) -> String {
        do {
            return try allowed(by: sample).rawValue
        } catch {
            return (error as? PDFFault)?.code ?? "\(error)"
        }
    }

    private func allowed(by sample: SamplePDF) throws -> FurtherSignatures {
        try reading(sample.bytes) { try $0.furtherSignatures(try $0.structure()) }
    }
}
