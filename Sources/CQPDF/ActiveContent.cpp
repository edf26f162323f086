// What a document does by itself, and what it unpacks to: looked at before anything else reads a stranger's file.

#include "CQPDF.h"
#include "Document.hh"

#include <cstdint>

namespace {

bool is_one_of(QPDFObjectHandle name, std::initializer_list<char const *> names) {
    if (!name.isName()) return false;
    for (char const *candidate : names) {
        if (name.getName() == candidate) return true;
    }
    return false;
}

/// Goes through everything that the trailer leads to, each object once. Not recursive: depth is a stranger's choice.
class Search {
  public:
    explicit Search(QPDF &pdf) : pdf(pdf) {}

    unsigned found() {
        QPDFObjectHandle catalog = pdf.getRoot();
        look_at_automatic(catalog.getKey("/OpenAction"));
        look_at_layers(catalog.getKey("/OCProperties"));
        QPDFObjectHandle form = catalog.getKey("/AcroForm");
        if (form.isDictionary() && form.hasKey("/XFA")) result |= CQPDF_XFA;
        waiting.push_back(pdf.getTrailer());
        while (!waiting.empty()) {
            QPDFObjectHandle object = waiting.back();
            waiting.pop_back();
            if (object.isIndirect() && !seen.insert(object.getObjGen()).second) continue;
            if (object.isArray()) {
                for (auto const &item : object.aitems()) wait(item);
            } else if (object.isDictionary() || object.isStream()) {
                QPDFObjectHandle dictionary = object.isStream() ? object.getDict() : object;
                look_at(dictionary);
                for (auto const &entry : dictionary.ditems()) wait(entry.second);
            }
        }
        return result;
    }

  private:
    void wait(QPDFObjectHandle object) {
        if (object.isIndirect() ? seen.count(object.getObjGen()) == 0
                                : object.isArray() || object.isDictionary() || object.isStream()) {
            waiting.push_back(object);
        }
    }

    void look_at(QPDFObjectHandle dictionary) {
        // Actions: ISO 32000-1, 12.6.4.
        QPDFObjectHandle kind = dictionary.getKey("/S");
        if (is_one_of(kind, {"/JavaScript"}) || (is_one_of(kind, {"/Rendition"}) && dictionary.hasKey("/JS"))) {
            result |= CQPDF_JAVASCRIPT;
        }
        if (is_one_of(kind, {"/Launch"})) result |= CQPDF_LAUNCH;
        if (is_one_of(kind, {"/Rendition", "/Movie", "/Sound", "/GoTo3DView", "/RichMediaExecute"})) {
            result |= CQPDF_RICH_MEDIA;
        }
        // Annotations: 12.5.6; rich media: Adobe's extension level 3.
        if (dictionary.hasKey("/Rect")) {
            QPDFObjectHandle subtype = dictionary.getKey("/Subtype");
            if (is_one_of(subtype, {"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})) result |= CQPDF_RICH_MEDIA;
            if (is_one_of(subtype, {"/FileAttachment"})) result |= CQPDF_EMBEDDED_FILE;
        }
        // File specifications: 7.11.4.
        if (dictionary.getKey("/EF").isDictionary()) result |= CQPDF_EMBEDDED_FILE;
        // Trigger events that need nobody's hand: 12.6.3.
        QPDFObjectHandle events = dictionary.getKey("/AA");
        if (events.isDictionary()) {
            for (char const *event : {"/O", "/C", "/PO", "/PC", "/PV", "/PI", "/WC", "/WS", "/DS", "/WP", "/DP"}) {
                look_at_automatic(events.getKey(event));
            }
        }
        look_at_membership(dictionary);
    }

    /// An action that follows from opening, and those behind it. What reads scripts and media, `look_at` does.
    void look_at_automatic(QPDFObjectHandle action) {
        std::vector<QPDFObjectHandle> chain{action};
        std::set<QPDFObjGen> passed;
        while (!chain.empty()) {
            QPDFObjectHandle next = chain.back();
            chain.pop_back();
            if (next.isIndirect() && !passed.insert(next.getObjGen()).second) continue;
            if (next.isArray()) {
                // An array is a destination, or what comes next.
                for (auto item : next.aitems()) {
                    if (item.isDictionary() && item.hasKey("/S")) chain.push_back(item);
                }
            } else if (next.isDictionary()) {
                if (is_one_of(next.getKey("/S"), {"/URI", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"})) {
                    result |= CQPDF_OPEN_ACTION;
                }
                if (next.hasKey("/Next")) chain.push_back(next.getKey("/Next"));
            }
        }
    }

    /// Optional content that is not shown at first: 8.11.4.
    void look_at_layers(QPDFObjectHandle properties) {
        if (!properties.isDictionary()) return;
        QPDFObjectHandle shown = properties.getKey("/D");
        if (!shown.isDictionary()) return;
        if (is_one_of(shown.getKey("/BaseState"), {"/OFF"})) result |= CQPDF_HIDDEN_LAYER;
        QPDFObjectHandle off = shown.getKey("/OFF");
        if (off.isArray()) {
            for (auto layer : off.aitems()) {
                if (layer.isDictionary()) result |= CQPDF_HIDDEN_LAYER;
            }
        }
        QPDFObjectHandle automatic = shown.getKey("/AS");
        if (!automatic.isArray()) return;
        for (auto usage : automatic.aitems()) {
            if (!usage.isDictionary() || !is_one_of(usage.getKey("/Event"), {"/View"})) continue;
            QPDFObjectHandle layers = usage.getKey("/OCGs");
            if (!layers.isArray()) continue;
            for (auto layer : layers.aitems()) {
                QPDFObjectHandle view = layer.isDictionary() ? layer.getKey("/Usage") : layer;
                view = view.isDictionary() ? view.getKey("/View") : view;
                if (view.isDictionary() && is_one_of(view.getKey("/ViewState"), {"/OFF"})) {
                    result |= CQPDF_HIDDEN_LAYER;
                }
            }
        }
    }

    /// What shows only while a layer does not: 8.11.2.2.
    void look_at_membership(QPDFObjectHandle dictionary) {
        if (!is_one_of(dictionary.getKey("/Type"), {"/OCMD"})) return;
        if (is_one_of(dictionary.getKey("/P"), {"/AllOff", "/AnyOff"})) result |= CQPDF_HIDDEN_LAYER;
        QPDFObjectHandle expression = dictionary.getKey("/VE");
        if (expression.isArray() && expression.unparseResolved().find("/Not") != std::string::npos) {
            result |= CQPDF_HIDDEN_LAYER;
        }
    }

    QPDF &pdf;
    std::set<QPDFObjGen> seen;
    std::vector<QPDFObjectHandle> waiting;
    unsigned result = 0;
};

/// Counts what comes out of a filter and stops it at the limit.
class Counter : public Pipeline {
  public:
    explicit Counter(uint64_t limit) : Pipeline("counter", nullptr), limit(limit) {}

    void write(unsigned char const *, size_t length) override {
        count += length;
        if (exceeded()) throw std::length_error("larger than the limit");
    }

    void finish() override {}

    bool exceeded() const { return count > limit; }

    uint64_t count = 0;

  private:
    uint64_t limit;
};

/// How many bytes can come of a packed one: zlib's best, LZW's, run lengths'.
uint64_t largest_ratio(QPDFObjectHandle filter) {
    if (is_one_of(filter, {"/FlateDecode", "/Fl"})) return 1032;
    if (is_one_of(filter, {"/LZWDecode", "/LZW"})) return 2731;
    if (is_one_of(filter, {"/RunLengthDecode", "/RL"})) return 64;
    if (is_one_of(filter, {"/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85"})) return 4;
    return 1;
}

/// At most so many bytes can come of the stream, if all its filters do their best.
uint64_t largest_size(QPDFObjectHandle stream, uint64_t limit) {
    QPDFObjectHandle length = stream.getDict().getKey("/Length");
    uint64_t size = length.isInteger() && length.getIntValue() > 0 ? static_cast<uint64_t>(length.getIntValue()) : 0;
    QPDFObjectHandle filters = stream.getDict().getKey("/Filter");
    std::vector<QPDFObjectHandle> all = filters.isArray() ? filters.getArrayAsVector() : std::vector{filters};
    for (auto const &filter : all) {
        size *= largest_ratio(filter);
        if (size > limit) return limit + 1;
    }
    return size;
}

/// False when the limit is exceeded. Data that cannot be unpacked counts as far as it can.
bool unpack(QPDFObjectHandle stream, Counter &counter) {
    try {
        bool filtered = false;
        stream.pipeStreamData(&counter, &filtered, 0, qpdf_dl_specialized, true, false);
    } catch (std::length_error const &) {
        return false;
    }
    return !counter.exceeded();
}

} // namespace

extern "C" {

cqpdf_status cqpdf_active_content(cqpdf_document *document, unsigned *found) {
    return document->guarded([&] {
        *found = Search(*document->pdf).found();
        return CQPDF_OK;
    });
}

cqpdf_status cqpdf_check_size(cqpdf_document *document, size_t objects, size_t unpacked, int *too_many) {
    return document->guarded([&] {
        *too_many = 0;
        auto const table = document->pdf->getXRefTable();
        if (table.size() > objects) {
            *too_many = 1;
            return CQPDF_TOO_LARGE;
        }
        // First what qpdf unpacks as a whole to find an object in it.
        Counter counter(unpacked);
        std::set<int> streams;
        for (auto const &[name, entry] : table) {
            if (entry.getType() == 2) streams.insert(entry.getObjStreamNumber());
        }
        for (int number : streams) {
            QPDFObjectHandle stream = document->pdf->getObject(number, 0);
            if (stream.isStream() && !unpack(stream, counter)) return CQPDF_TOO_LARGE;
        }
        std::vector<QPDFObjectHandle> all = document->pdf->getAllObjects();
        uint64_t possible = 0;
        for (auto object : all) {
            if (object.isStream() && possible <= unpacked) possible += largest_size(object, unpacked);
        }
        if (possible <= unpacked) return CQPDF_OK;
        counter.count = 0;
        for (auto object : all) {
            if (object.isStream() && !unpack(object, counter)) return CQPDF_TOO_LARGE;
        }
        return CQPDF_OK;
    });
}

} // extern "C"
