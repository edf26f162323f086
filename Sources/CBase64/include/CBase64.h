// Base64 (RFC 4648, 4) at the speed of memory: a mail's attachment is a third larger than the document, and what makes
// it must not cost more than what hashes it. Vector instructions are out of Swift's reach.
#ifndef CBASE64_H
#define CBASE64_H

#include <stddef.h>

/// How many bytes make a full line of 76 characters (RFC 2045, 6.8).
#define CBASE64_BYTES_PER_LINE 57

/// How many characters `cbase64_lines` makes of so many bytes, the line feeds with them.
size_t cbase64_lines_length(size_t count);

/// Writes bytes in lines of 76 characters, each ended by a line feed; the last one may be shorter, and is padded.
/// `text` has room for as many characters as `cbase64_lines_length` says.
void cbase64_lines(const void *bytes, size_t count, void *text);

/// Writes bytes in one line without an end, padded. `text` has room for four characters for every three bytes begun.
void cbase64_encode(const void *bytes, size_t count, void *text);

#endif
