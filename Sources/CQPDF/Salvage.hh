// Recovery beyond qpdf's own: of files whose trailer cannot be read, or whose objects are in object streams that no
// cross-reference section leads to.
#ifndef CQPDF_SALVAGE_HH
#define CQPDF_SALVAGE_HH

#include "Document.hh"

/// Whether qpdf found nothing, or left object streams unread because it made up the cross-references.
bool needs_salvage(cqpdf_document &document, cqpdf_status status);

/// Reads the file again, as a copy with a trailer before everything else and what object streams hold in plain before
/// them. The status is that of the opening; a file that mentions encryption counts as encrypted.
cqpdf_status salvage(cqpdf_document &document, char const *bytes, size_t count);

#endif
