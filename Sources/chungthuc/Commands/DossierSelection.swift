import ArgumentParser
import Pipeline

/// Several codes, or the whole desk.
enum DossierSelection {
    static func validate(codes: [String], all: Bool) throws {
        guard codes.isEmpty == all else {
            throw ValidationError("Hãy nêu mã hồ sơ, hoặc dùng --all cho tất cả.")
        }
    }

    static func make(codes: [String], all: Bool) -> OfficeRequest.Selection {
        all ? .all : .codes(codes)
    }
}
