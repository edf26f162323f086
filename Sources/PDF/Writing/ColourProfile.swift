import CLCMS

/// ICC profiles (ICC.1:2010; ISO 15076-1).
enum ColourProfile {
    /// Of sRGB (IEC 61966-2-1).
    ///
    /// - Throws: ``PDFFault/software(reason:)`` without memory.
    static func sRGB() throws(PDFFault) -> [UInt8] {
        guard let profile = cmsCreate_sRGBProfile() else { throw noMemory }
        defer { cmsCloseProfile(profile) }
        var size: cmsUInt32Number = 0
        guard cmsSaveProfileToMem(profile, nil, &size) != 0 else { throw noMemory }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        guard cmsSaveProfileToMem(profile, &bytes, &size) != 0 else { throw noMemory }
        return bytes
    }

    private static var noMemory: PDFFault { .software(reason: "no memory for a colour profile") }
}
