// poppler-cpp behind functions that never throw. One document belongs to one thread at a time.
#ifndef CPOPPLER_H
#define CPOPPLER_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// poppler's version, for doctor and logs. The caller frees it with free().
char *cpoppler_version(void);

/// Has this process end with an exit status when C++ code, poppler's or qpdf's, finds no memory: both catch the
/// exception somewhere inside and go on as if a part of the document were missing.
void cpoppler_end_without_memory(int status);

typedef enum {
    CPOPPLER_OPENED = 0,
    /// poppler finds no document in the bytes, even after its own repair.
    CPOPPLER_UNREADABLE = 1,
    /// Needs a password.
    CPOPPLER_LOCKED = 2,
    /// Opens without a password, encrypted all the same.
    CPOPPLER_ENCRYPTED = 3,
    /// A C++ exception came out of poppler.
    CPOPPLER_FAILED = 4,
} cpoppler_outcome;

typedef struct cpoppler_document cpoppler_document;

/// Opens a document over bytes that must outlive it. Silences poppler for the whole process.
/// Only CPOPPLER_OPENED sets *document; otherwise *detail may receive poppler's first complaint (free() it).
cpoppler_outcome cpoppler_open(const void *bytes, size_t length, cpoppler_document **document, char **detail);
void cpoppler_close(cpoppler_document *document);

/// Number of pages as a viewer sees it; negative when poppler fails.
int cpoppler_page_count(const cpoppler_document *document);

/// The visible size (crop box) of the page at a zero-based index, before /Rotate, in user space units.
/// False when poppler cannot make the page.
bool cpoppler_page_size(const cpoppler_document *document, int index, double *width, double *height);

/// The first page, from 1, that looks otherwise in another document, drawn at so many pixels per inch; 0 where none
/// does, of those that can be drawn in so many seconds. Pages larger than a side, in units of user space, or that poppler
/// does not draw of the first document, are passed over. Draws in a child process, for poppler loops on some pages.
int cpoppler_first_different_page(
    const cpoppler_document *document, const cpoppler_document *other, double resolution, double largest_side,
    unsigned seconds
);

/// Whether a page has a blank place of a size, with a distance around it to what is drawn and to the page's edge; where
/// its top left corner is: as low as possible, then as far to the right. All in units of user space, on the page as it is
/// shown: turned and cropped. Blank is what has the page's most frequent colour, or nearly. Draws in a child process,
/// for so many seconds at most.
bool cpoppler_blank_place(
    const cpoppler_document *document, int index, double largest_side, unsigned seconds, double width, double height,
    double distance, double *x, double *y
);

#ifdef __cplusplus
}
#endif

#endif
