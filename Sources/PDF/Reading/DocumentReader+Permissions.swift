// What signatures that are in a file already allow (ISO 32000-1, 12.8.2; ISO 32000-2, Table 236).
//
// Called by inspection. Measured with pyHanko's difference analysis, which agrees with Acrobat's here but for being
// stricter after certification: an approval signature allows new signature fields with their appearances and nothing
// else that is new; a certification (DocMDP) no visible field; a lock on all fields (FieldMDP) none.

extension DocumentReader {
    /// Throws `furtherSignaturesForbidden` or `formLocked` where whatever we sign would break an earlier signature.
    func furtherSignatures(_ structure: DocumentStructure) throws(PDFFault) -> FurtherSignatures {
        var isCertified = false
        for field in structure.fields where field.holdsSignature {
            if try checkTransforms(of: field.value ?? [:], field: field.name) { isCertified = true }
            if let lock = try resolve(field.dictionary["Lock"]).dictionary {
                // ISO 32000-2, Table 236: the lock's own /P is that of a certification.
                if let level = try resolve(lock["P"]).integer {
                    try checkCertification(level, field: field.name)
                    isCertified = true
                }
                try checkLock(lock, field: field.name)
            }
        }
        // A certification that no field holds counts for a viewer.
        if let signature = try resolve(structure.permissions["DocMDP"]).dictionary {
            if try checkTransforms(of: signature, field: "DocMDP") { isCertified = true }
        }
        if isCertified { return .invisible }
        return structure.form.isSigned ? .visible : .unrestricted
    }

    /// Whether it is a certification.
    private func checkTransforms(of signature: PDFDictionary, field: String) throws(PDFFault) -> Bool {
        var isCertified = false
        for entry in try resolve(signature["Reference"]).array ?? [] {
            guard let transform = try resolve(entry).dictionary else { continue }
            let parameters = try resolve(transform["TransformParams"]).dictionary ?? [:]
            switch try resolve(transform["TransformMethod"]).name {
            // Table 254: 2 where it is not said.
            case "DocMDP":
                try checkCertification(try resolve(parameters["P"]).integer ?? 2, field: field)
                isCertified = true
            case "FieldMDP": try checkLock(parameters, field: field)
            default: continue
            }
        }
        return isCertified
    }

    /// What is none of the levels that allow signing forbids it.
    private func checkCertification(_ level: Int, field: String) throws(PDFFault) {
        guard level == 2 || level == 3 else { throw .furtherSignaturesForbidden(name: name, field: field) }
    }

    /// A lock on named fields leaves ours alone: they have names of their own.
    private func checkLock(_ lock: PDFDictionary, field: String) throws(PDFFault) {
        guard try resolve(lock["Action"]).name == "Include" else { throw .formLocked(name: name, field: field) }
    }
}
