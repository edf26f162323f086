/// What the signatures that a file holds leave room for, if they are to stay what they are (ISO 32000-1, 12.8.2).
package enum FurtherSignatures: String, Codable, Sendable {
    /// There are none: pages, fields, anything may be added.
    case unrestricted
    /// Signature fields and what they show; neither a page nor any other field.
    case visible
    /// The author certified the file and allows it to be filled in and signed (DocMDP, /P 2 or 3): signature fields that
    /// show nothing. One that shows something over what was certified is an attack to strict validators.
    case invisible
}
