/// /SigFlags (ISO 32000-1, Table 219).
package struct SignatureFlags: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let signaturesExist = SignatureFlags(rawValue: 1)
    /// Saving otherwise than by appending would break a signature.
    package static let appendOnly = SignatureFlags(rawValue: 2)
}

extension Revision {
    /// Adds root fields to the form, which is made if there is none. Flags are added to those that are set already.
    ///
    /// Does not ask viewers to make appearances (/NeedAppearances): that would change what was signed.
    package mutating func addFields(_ fields: [PDFReference], flags: SignatureFlags = []) {
        form.value.roots.append(contentsOf: fields.map { .reference($0) })
        let present = SignatureFlags(rawValue: form.value.dictionary["SigFlags"]?.integer ?? 0)
        if !present.isSuperset(of: flags) {
            form.value.dictionary["SigFlags"] = .integer(present.union(flags).rawValue)
        }
    }

    /// Takes back what the form may say of viewers making appearances (/NeedAppearances): they would make those of our
    /// fields, too, and show neither signature nor seal. The appearances that they pass over for it go, so that they
    /// make the same ones as before. For documents without signatures.
    package mutating func settleAppearances() {
        guard let passedOver = structure.form.passedOver else { return }
        form.value.dictionary["NeedAppearances"] = nil
        for (widget, dictionary) in passedOver {
            var bare = dictionary
            bare["AP"] = nil
            write(.dictionary(bare), as: widget)
        }
    }

    /// Changes entries of the form other than /Fields: /DR and /DA, say.
    package mutating func updateForm(_ change: (inout PDFDictionary) -> Void) {
        change(&form.value.dictionary)
    }

    /// Writes what changed of the form, where it lives.
    mutating func writeForm() {
        guard form.isChanged else { return }
        var dictionary = form.value.dictionary
        let (before, roots) = (structure.form, PDFObject.array(form.value.roots))
        if let fields = before.fieldsReference {
            if form.value.roots != before.roots { write(roots, as: fields) }
        } else {
            dictionary["Fields"] = roots
        }
        switch before.place {
        case .absent: catalog.value["AcroForm"] = .reference(add(.dictionary(dictionary)))
        case .inCatalog: catalog.value["AcroForm"] = .dictionary(dictionary)
        case .object(let reference):
            if dictionary != before.dictionary { write(.dictionary(dictionary), as: reference) }
        }
    }
}
