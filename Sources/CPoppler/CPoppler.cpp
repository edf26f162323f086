#include "CPoppler.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>
#include <poppler/cpp/poppler-version.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

struct cpoppler_document {
    std::unique_ptr<poppler::document> document;
};

namespace {

// The first complaint names the cause; what follows are its consequences.
thread_local std::string firstComplaint;

void note(const std::string &message, void *) {
    if (firstComplaint.empty()) firstComplaint = message;
}

int statusWithoutMemory = 0;

void endWithoutMemory() {
    _exit(statusWithoutMemory);
}

/// Not valid where the page cannot be drawn.
poppler::image picture(const cpoppler_document &document, int index, double resolution, double largestSide) {
    std::unique_ptr<poppler::page> page(document.document->create_page(index));
    if (!page) return poppler::image();
    const poppler::rectf box = page->page_rect(poppler::crop_box);
    const double side = std::max(box.width(), box.height());
    if (box.width() <= 0 || box.height() <= 0 || side > largestSide) return poppler::image();
    poppler::page_renderer renderer;
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    renderer.set_image_format(poppler::image::format_rgb24);
    return renderer.render_page(page.get(), resolution, resolution);
}

/// What tells the page's picture from others (FNV-1a); false where there is none.
bool look(
    const cpoppler_document &document, int index, double resolution, double largestSide, uint64_t &look
) {
    const poppler::image image = picture(document, index, resolution, largestSide);
    if (!image.is_valid()) return false;
    look = 14695981039346656037u ^ static_cast<uint64_t>(image.width());
    const char *row = image.const_data();
    for (int y = 0; y < image.height(); ++y, row += image.bytes_per_row()) {
        // What pads a row is not the picture.
        for (int x = 0; x < image.width() * 3; ++x) {
            look = (look ^ static_cast<unsigned char>(row[x])) * 1099511628211u;
        }
    }
    return true;
}

/// What poppler reads of this machine for its first document it forgets with its last one: a document that is never
/// closed saves the next one a millisecond.
void keepWarm() {
    static const char blank[] =
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [ ] /Count 0 >>\nendobj\n"
        "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n"
        "trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n111\n%%EOF\n";
    static const poppler::document *const kept =
        poppler::document::load_from_raw_data(blank, static_cast<int>(sizeof blank - 1));
    static_cast<void>(kept);
}

/// In pixels of a picture; a place's top left corner.
struct place {
    int32_t found, x, y;
};

/// How far a channel may be from the page's own colour: paper is not one colour, and a picture's edges are soft.
const int tolerance = 24;

place blank(const poppler::image &image, int width, int height) {
    const int columns = image.width(), rows = image.height();
    if (width > columns || height > rows) return {0, 0, 0};
    auto pixel = [&](int x, int y) {
        return reinterpret_cast<const unsigned char *>(image.const_data()) + y * image.bytes_per_row() + x * 3;
    };
    // The page's own colour: the most frequent one of 16 × 16 × 16.
    std::vector<int> counts(4096);
    std::vector<int> sample(4096);
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const unsigned char *p = pixel(x, y);
            const int colour = (p[0] >> 4) << 8 | (p[1] >> 4) << 4 | p[2] >> 4;
            ++counts[colour];
            sample[colour] = p[0] << 16 | p[1] << 8 | p[2];
        }
    }
    const int ground = sample[std::max_element(counts.begin(), counts.end()) - counts.begin()];
    // Sums of what is drawn, above and left of each pixel.
    std::vector<int> sums((columns + 1) * (rows + 1));
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const unsigned char *p = pixel(x, y);
            const bool drawn = std::abs(p[0] - (ground >> 16)) > tolerance
                || std::abs(p[1] - (ground >> 8 & 255)) > tolerance || std::abs(p[2] - (ground & 255)) > tolerance;
            const int here = (y + 1) * (columns + 1) + x + 1;
            sums[here] = drawn + sums[here - 1] + sums[here - columns - 1] - sums[here - columns - 2];
        }
    }
    for (int y = rows - height; y >= 0; --y) {
        for (int x = columns - width; x >= 0; --x) {
            const int top = y * (columns + 1) + x, bottom = top + height * (columns + 1);
            if (sums[bottom + width] - sums[bottom] - sums[top + width] + sums[top] == 0) return {1, x, y};
        }
    }
    return {0, 0, 0};
}

char *complaint() {
    return firstComplaint.empty() ? nullptr : strdup(firstComplaint.c_str());
}

} // namespace

extern "C" char *cpoppler_version(void) {
    try {
        return strdup(poppler::version_string().c_str());
    } catch (...) {
        return nullptr;
    }
}

extern "C" void cpoppler_end_without_memory(int status) {
    statusWithoutMemory = status;
    std::set_new_handler(endWithoutMemory);
}

extern "C" cpoppler_outcome cpoppler_open(
    const void *bytes, size_t length, cpoppler_document **document, char **detail
) {
    *document = nullptr;
    *detail = nullptr;
    if (length > INT_MAX) return CPOPPLER_UNREADABLE;
    try {
        poppler::set_debug_error_function(note, nullptr);
        keepWarm();
        firstComplaint.clear();
        std::unique_ptr<poppler::document> opened(poppler::document::load_from_raw_data(
            static_cast<const char *>(bytes), static_cast<int>(length)
        ));
        if (!opened) {
            *detail = complaint();
            return CPOPPLER_UNREADABLE;
        }
        // A locked document answers false to is_encrypted().
        if (opened->is_locked()) return CPOPPLER_LOCKED;
        if (opened->is_encrypted()) return CPOPPLER_ENCRYPTED;
        *document = new cpoppler_document{std::move(opened)};
        return CPOPPLER_OPENED;
    } catch (const std::exception &error) {
        *detail = strdup(error.what());
        return CPOPPLER_FAILED;
    } catch (...) {
        return CPOPPLER_FAILED;
    }
}

extern "C" void cpoppler_close(cpoppler_document *document) {
    try {
        delete document;
    } catch (...) {
    }
}

extern "C" int cpoppler_page_count(const cpoppler_document *document) {
    try {
        return document->document->pages();
    } catch (...) {
        return -1;
    }
}

extern "C" bool cpoppler_page_size(
    const cpoppler_document *document, int index, double *width, double *height
) {
    try {
        std::unique_ptr<poppler::page> page(document->document->create_page(index));
        if (!page) return false;
        const poppler::rectf box = page->page_rect(poppler::crop_box);
        *width = box.width();
        *height = box.height();
        return true;
    } catch (...) {
        return false;
    }
}

extern "C" int cpoppler_first_different_page(
    const cpoppler_document *document, const cpoppler_document *other, double resolution, double largest_side,
    unsigned seconds
) {
    int ends[2];
    if (pipe(ends) != 0) return 0;
    const pid_t child = fork();
    if (child == 0) {
        // Its default action ends the process.
        alarm(seconds);
        int different = 0;
        try {
            for (int index = 0; index < document->document->pages() && different == 0; ++index) {
                uint64_t before = 0, after = 0;
                if (!look(*document, index, resolution, largest_side, before)) continue;
                const bool shown = look(*other, index, resolution, largest_side, after);
                if (!shown || before != after) different = index + 1;
            }
        } catch (...) {
            _exit(1);
        }
        _exit(write(ends[1], &different, sizeof different) == sizeof different ? 0 : 1);
    }
    close(ends[1]);
    int different = 0;
    // Ends at the latest with the child.
    if (child < 0 || read(ends[0], &different, sizeof different) != sizeof different) different = 0;
    close(ends[0]);
    if (child > 0) waitpid(child, nullptr, 0);
    return different;
}

extern "C" bool cpoppler_blank_place(
    const cpoppler_document *document, int index, double largest_side, unsigned seconds, double width, double height,
    double distance, double *x, double *y
) {
    double columns = 0, rows = 0;
    if (!cpoppler_page_size(document, index, &columns, &rows)) return false;
    // A line of text leaves a trace; a page as large as a wall takes no more memory than one of paper.
    const double resolution = std::min(50.0, 72 * 2000 / std::max({columns, rows, 1.0}));
    const double scale = resolution / 72;
    int ends[2];
    if (pipe(ends) != 0) return false;
    const pid_t child = fork();
    if (child == 0) {
        // Its default action ends the process.
        alarm(seconds);
        place found = {0, 0, 0};
        try {
            const poppler::image image = picture(*document, index, resolution, largest_side);
            if (image.is_valid()) {
                found = blank(
                    image, static_cast<int>(std::ceil((width + 2 * distance) * scale)),
                    static_cast<int>(std::ceil((height + 2 * distance) * scale))
                );
            }
        } catch (...) {
            _exit(1);
        }
        _exit(write(ends[1], &found, sizeof found) == sizeof found ? 0 : 1);
    }
    close(ends[1]);
    place found = {0, 0, 0};
    // Ends at the latest with the child.
    if (child < 0 || read(ends[0], &found, sizeof found) != sizeof found) found.found = 0;
    close(ends[0]);
    if (child > 0) waitpid(child, nullptr, 0);
    *x = found.x / scale + distance;
    *y = found.y / scale + distance;
    return found.found != 0;
}
