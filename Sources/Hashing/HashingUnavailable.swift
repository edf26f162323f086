/// OpenSSL could not hash: out of memory, or a provider without SHA-256. Nothing a document can cause.
package struct HashingUnavailable: Error {
    package init() {}
}
