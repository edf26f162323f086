// How often a viewer draws the forms of a document: forms draw forms, and ten that draw the next one ten times each are
// ten thousand million.

#include "CQPDF.h"
#include "Document.hh"

#include <algorithm>
#include <cstdint>
#include <map>

namespace {

int hexadecimal(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

/// Counts by name what a content stream draws (`/Name Do`), as it is unpacked. What looks like it in a string or an
/// inline image counts, too.
class DoCounter : public Pipeline {
  public:
    DoCounter() : Pipeline("counter of Do", nullptr) {}

    void write(unsigned char const *data, size_t length) override {
        for (size_t index = 0; index < length; ++index) take(static_cast<char>(data[index]));
    }

    void finish() override { end(); }

    std::map<std::string, uint64_t> counts;

  private:
    static constexpr size_t longest = 256;

    void take(char character) {
        switch (character) {
        case '\0': case '\t': case '\n': case '\f': case '\r': case ' ':
        case '(': case ')': case '<': case '>': case '[': case ']': case '{': case '}': case '%':
            end();
            return;
        case '/':
            end();
            break;
        default:
            break;
        }
        if (word.size() < longest) word += character;
    }

    void end() {
        if (word == "Do" && !name.empty()) ++counts[name];
        if (!word.empty()) name = word[0] == '/' ? plain(word) : "";
        word.clear();
    }

    /// Without number signs: 7.3.5.
    static std::string plain(std::string const &written) {
        std::string result;
        for (size_t index = 0; index < written.size(); ++index) {
            int high = -1, low = -1;
            if (written[index] == '#' && index + 2 < written.size()) {
                high = hexadecimal(written[index + 1]);
                low = hexadecimal(written[index + 2]);
            }
            if (high >= 0 && low >= 0) {
                result += static_cast<char>(high * 16 + low);
                index += 2;
            } else {
                result += written[index];
            }
        }
        return result;
    }

    std::string word, name;
};

class FormDrawing {
  public:
    explicit FormDrawing(uint64_t limit) : limit(limit) {}

    static bool is_form(QPDFObjectHandle object) {
        if (!object.isStream()) return false;
        QPDFObjectHandle subtype = object.getDict().getKey("/Subtype");
        return subtype.isName() && subtype.getName() == "/Form";
    }

    /// How many forms are drawn for one, itself included; no more is counted than the limit and one.
    uint64_t count(QPDFObjectHandle form, int depth = 0) {
        auto [place, is_new] = counts.try_emplace(form.getObjGen(), limit + 1);
        // One that draws itself is endless, and nobody nests so deep.
        if (!is_new || depth == deepest) return place->second;
        uint64_t result = 1;
        QPDFObjectHandle resources = form.getDict().getKey("/Resources");
        QPDFObjectHandle drawn = resources.isDictionary() ? resources.getKey("/XObject") : resources;
        if (drawn.isDictionary() && has_form(drawn)) {
            for (auto const &[name, times] : uses(form)) {
                QPDFObjectHandle other = drawn.getKey(name);
                if (!is_form(other)) continue;
                uint64_t each = count(other, depth + 1);
                if (each > limit || times > (limit - std::min(result, limit)) / each) {
                    result = limit + 1;
                    break;
                }
                result += times * each;
            }
        }
        counts[form.getObjGen()] = result;
        return result;
    }

  private:
    static constexpr int deepest = 40;

    static bool has_form(QPDFObjectHandle objects) {
        for (auto const &entry : objects.ditems()) {
            if (is_form(entry.second)) return true;
        }
        return false;
    }

    /// Data that cannot be unpacked draw as far as they can.
    static std::map<std::string, uint64_t> uses(QPDFObjectHandle form) {
        DoCounter counter;
        bool filtered = false;
        form.pipeStreamData(&counter, &filtered, 0, qpdf_dl_specialized, true, false);
        return counter.counts;
    }

    uint64_t limit;
    std::map<QPDFObjGen, uint64_t> counts;
};

} // namespace

extern "C" cqpdf_status cqpdf_check_drawing(cqpdf_document *document, size_t forms) {
    return document->guarded([&] {
        FormDrawing drawing(forms);
        for (auto const &object : document->pdf->getAllObjects()) {
            if (FormDrawing::is_form(object) && drawing.count(object) > forms) return CQPDF_TOO_LARGE;
        }
        return CQPDF_OK;
    });
}
