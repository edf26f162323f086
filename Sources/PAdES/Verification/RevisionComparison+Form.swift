import PDF

extension RevisionComparison {
    // MARK: - Form

    /// Terminal signature fields that are new at the root of the form.
    var newSignatureFields: [FormField] {
        let known = Set(before.form.roots.compactMap(\.reference))
        let roots = Set(after.form.roots.compactMap(\.reference)).subtracting(known)
        return after.fields.filter { $0.type == "Sig" && roots.contains($0.reference) }
    }

    /// The form may only grow, by these signature fields.
    mutating func judgeForm(_ newFields: [FormField]) {
        let open: [PDFName] = ["Fields", "DR", "DA", "Q", "NeedAppearances"]
        var keys = Self.differingKeys(before.form.dictionary, after.form.dictionary, except: open)
        // A viewer that makes all appearances itself shows neither signatures nor seals, and values in its own fonts.
        let asked: PDFName = "NeedAppearances"
        if let wish = after.form.dictionary[asked], wish != before.form.dictionary[asked], wish.boolean != false {
            keys.append(asked)
        }
        if !keys.isEmpty { find(.form, keys.map(\.description).joined(separator: " ")) }
        let added = Set(newFields.map(\.reference))
        let kept = after.form.roots.filter { $0.reference.map { !added.contains($0) } ?? true }
        if kept != before.form.roots { find(.form, "/Fields") }
    }

    // MARK: - Fields

    /// A new signature field. After a certifying signature only one that shows nothing may come (as pyHanko has it,
    /// against the Sneaky Signature Attack); after any, one that shows something must be signed.
    mutating func judgeNewField(
        _ field: FormField,
        signed: borrowing DocumentReader,
        now: borrowing DocumentReader
    ) throws(PDFFault) {
        guard !known.contains(field.reference) else {
            find(.field, field.name)
            return
        }
        let shows = try isVisible(field, in: now)
        if shows, rules.isCertification {
            find(.newField, field.name)
        } else if field.value != nil {
            judgeNewSignature(field, isVisible: shows)
        } else if shows, try hasAppearance(field, in: now) {
            find(.newField, field.name)
        }
    }

    /// A field of the signed revision. Its values are free until it is signed, unless the signature says otherwise.
    mutating func judgeField(_ field: FormField, _ old: PDFObject, _ new: PDFObject) {
        let keys = Self.differingKeys(old.dictionary, new.dictionary, except: FormField.flagKeys)
        guard !keys.isEmpty else { return }
        if field.isSigned {
            find(.signedField, field.name)
        } else if !keys.allSatisfy(FormField.openKeys.contains) {
            find(.field, field.name)
        } else if field.type == "Sig" {
            guard let signed = after.fields.first(where: { $0.reference == field.reference && $0.isSigned }) else {
                find(.field, field.name)
                return
            }
            judgeNewSignature(signed, isVisible: (field.rectangle?.area ?? 0) > 0)
        } else if rules.permission == .nothing {
            find(.forbidden, field.name)
        } else if rules.locks(field.name) {
            find(.lockedField, field.name)
        } else {
            difference.filled.append(field.name)
        }
    }

    /// A signature that was not there before: its dictionary must be new, too, or a signed one is passed off as
    /// another. A document timestamp that shows nothing only archives, which nothing forbids.
    private mutating func judgeNewSignature(_ field: FormField, isVisible: Bool) {
        let archives = !isVisible && field.value?["Type"]?.name == "DocTimeStamp"
        guard let reference = field.valueReference, !known.contains(reference) else {
            find(.field, field.name)
            return
        }
        if rules.permission == .nothing, !archives {
            find(.forbidden, field.name)
        } else if rules.locks(field.name), !archives {
            find(.lockedField, field.name)
        } else {
            difference.filled.append(field.name)
        }
    }

    /// Whether viewers may draw it: what is no widget is drawn by rules of its own, and a /Rect that is not four numbers
    /// by those of each viewer.
    private func isVisible(_ field: FormField, in reader: borrowing DocumentReader) throws(PDFFault) -> Bool {
        for widget in field.widgets {
            let dictionary = try reader.object(widget).dictionary ?? [:]
            if let kind = try reader.resolve(dictionary["Subtype"]).name, kind != "Widget" { return true }
            guard let rectangle = dictionary["Rect"] else { continue }
            var corners: [Double] = []
            for element in try reader.resolve(rectangle).array ?? [] {
                if let number = try reader.resolve(element).number { corners.append(number) }
            }
            guard corners.count == 4 else { return true }
            if corners[0] != corners[2], corners[1] != corners[3] { return true }
        }
        return false
    }

    /// Viewers draw what /AP shows, or else draw it themselves: a widget's border and ground as /MK has them, another
    /// annotation as its own entries have it.
    private func hasAppearance(_ field: FormField, in reader: borrowing DocumentReader) throws(PDFFault) -> Bool {
        for widget in field.widgets {
            let dictionary = try reader.object(widget).dictionary ?? [:]
            if dictionary["AP"] != nil || dictionary["MK"] != nil { return true }
            if let kind = try reader.resolve(dictionary["Subtype"]).name, kind != "Widget" { return true }
        }
        return false
    }
}

extension FormField {
    /// What may change in a field that is not yet signed.
    static let openKeys: [PDFName] = ["AP", "AS", "V", "F", "DA", "Q", "Ff"]

    /// What Acrobat sets at will, even in a signed field.
    static let flagKeys: [PDFName] = ["Ff"]

    var isSigned: Bool { type == "Sig" && value != nil }
}

extension PDFRectangle {
    fileprivate var area: Double { width * height }
}
