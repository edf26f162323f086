import Mapping

extension ReadableFile {
    /// Maps the file into memory. Blocking.
    package func map() throws(SpoolFault) -> MappedFile {
        do throws(MappingFailure) {
            return try MappedFile(descriptor: descriptor.number)
        } catch {
            throw .system(.read, path: path, errno: error.code)
        }
    }
}
