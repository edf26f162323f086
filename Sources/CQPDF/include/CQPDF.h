// qpdf's C++ API behind functions that never throw and print nothing.
//
// A document is opened over memory that the caller keeps until cqpdf_close; nothing is copied. One document belongs to
// one thread at a time. What a function hands out lives in the document until the next call with it.
#ifndef CQPDF_H
#define CQPDF_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cqpdf_document cqpdf_document;

typedef enum {
    CQPDF_OK = 0,
    /// The file breaks the rules so that the call has no result; see cqpdf_message.
    CQPDF_DAMAGED,
    /// The file is encrypted, with whatever password.
    CQPDF_ENCRYPTED,
    /// The result would be larger than the caller's limit.
    CQPDF_TOO_LARGE,
    /// qpdf failed in a way that says nothing of the file: no memory, or a fault of its own.
    CQPDF_FAILED,
} cqpdf_status;

/// Bytes, not terminated.
typedef struct {
    const uint8_t *bytes;
    size_t count;
} cqpdf_bytes;

/// One object number in use.
typedef struct {
    int number;
    int generation;
    /// The object stream it is in; 0 when it stands on its own.
    int stream;
    /// From the start of the file, or its index in the object stream.
    int64_t place;
} cqpdf_entry;

/// qpdf's version, for doctor and logs. The string lives as long as the program.
const char *cqpdf_version(void);

/// Never NULL but without memory. The status and the message are those of the opening; after a failure only
/// cqpdf_message and cqpdf_close may be called.
cqpdf_document *cqpdf_open(const void *bytes, size_t count, int recover, cqpdf_status *status);
void cqpdf_close(cqpdf_document *document);

/// Why the last call failed. Never NULL.
const char *cqpdf_message(const cqpdf_document *document);

/// From the header: "1.4".
const char *cqpdf_header_version(cqpdf_document *document);
int cqpdf_is_linearized(cqpdf_document *document);

/// The newest trailer dictionary in PDF syntax.
cqpdf_status cqpdf_trailer(cqpdf_document *document, cqpdf_bytes *result);

/// An object in PDF syntax; a stream's dictionary. What is not in the file is null.
cqpdf_status cqpdf_object(
    cqpdf_document *document, int number, int generation, int *is_stream, cqpdf_bytes *result);

/// A stream's data: as in the file, or with all filters undone that lose nothing.
cqpdf_status cqpdf_stream_data(
    cqpdf_document *document, int number, int generation, int decode, size_t limit, cqpdf_bytes *result);

/// All object numbers in use, ascending.
cqpdf_status cqpdf_entries(cqpdf_document *document, const cqpdf_entry **result, size_t *count);

/// Reads every object. Damaged where one of them breaks the rules in a way that qpdf passes over with a warning.
/// Otherwise the greatest object number that anything refers to, whether there is such an object or not, as far as it
/// is not above the limit.
cqpdf_status cqpdf_examine(cqpdf_document *document, int limit, int *greatest);

/// Objects that something refers to and nothing is, as far as their numbers are not above the limit; also those whose
/// number has a later generation.
cqpdf_status cqpdf_missing(cqpdf_document *document, int limit, const cqpdf_entry **result, size_t *count);

/// What a document does by itself, or hides.
enum {
    CQPDF_JAVASCRIPT = 1,
    CQPDF_LAUNCH = 2,
    /// Goes elsewhere, or sends something, when it is opened.
    CQPDF_OPEN_ACTION = 4,
    CQPDF_EMBEDDED_FILE = 8,
    CQPDF_RICH_MEDIA = 16,
    CQPDF_XFA = 32,
    CQPDF_HIDDEN_LAYER = 64,
};

/// Which of them the trailer leads to.
cqpdf_status cqpdf_active_content(cqpdf_document *document, unsigned *found);

/// CQPDF_TOO_LARGE where the document has more objects (*too_many is set), or its streams unpack to more bytes.
cqpdf_status cqpdf_check_size(cqpdf_document *document, size_t objects, size_t unpacked, int *too_many);

/// CQPDF_TOO_LARGE where drawing one form draws more than so many, since forms draw forms.
cqpdf_status cqpdf_check_drawing(cqpdf_document *document, size_t forms);

/// The whole document written anew, without what was damaged.
cqpdf_status cqpdf_rewrite(cqpdf_document *document, cqpdf_bytes *result);

/// Data compressed for /FlateDecode, to be freed by cqpdf_free; bytes is NULL without memory.
cqpdf_bytes cqpdf_deflate(const void *bytes, size_t count);
void cqpdf_free(cqpdf_bytes bytes);

#ifdef __cplusplus
}
#endif

#endif
