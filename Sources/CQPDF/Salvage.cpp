#include "Salvage.hh"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <map>

#include <qpdf/QPDFXRefEntry.hh>

namespace {

/// As much as all object streams of a file may hold, in bytes: a bomb costs no more.
constexpr size_t largest_contents = 256 << 20;
/// Names of catalogs to try; more are hostility.
constexpr size_t most_candidates = 8;

struct ObjectName {
    int number;
    int generation;

    bool operator==(ObjectName const &other) const {
        return number == other.number && generation == other.generation;
    }
};

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

/// Reads a number of at most nine digits after white space; moves the position behind it.
bool read_number(std::string const &text, size_t &position, int &number) {
    size_t at = position;
    while (at < text.size() && is_space(text[at])) ++at;
    size_t start = at;
    number = 0;
    while (at < text.size() && at - start < 9 && std::isdigit(static_cast<unsigned char>(text[at]))) {
        number = number * 10 + (text[at++] - '0');
    }
    position = at;
    return at > start;
}

/// What a key refers to, wherever the text says so, the last first.
std::vector<ObjectName> references(std::string const &text, std::string const &key) {
    std::vector<ObjectName> found;
    for (size_t at = text.rfind(key); at != std::string::npos; at = at == 0 ? at : text.rfind(key, at - 1)) {
        size_t position = at + key.size();
        ObjectName name{};
        if (read_number(text, position, name.number) && read_number(text, position, name.generation) &&
            name.number > 0 && std::find(found.begin(), found.end(), name) == found.end()) {
            found.push_back(name);
        }
        if (at == 0 || found.size() == most_candidates) break;
    }
    return found;
}

/// "/Encrypt" as a key with a value, not as the beginning of another name.
bool mentions_encryption(std::string const &text) {
    std::string const key = "/Encrypt";
    for (size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
        size_t next = at + key.size();
        if (next < text.size() && (is_space(text[next]) || text[next] == '<')) return true;
    }
    return false;
}

/// The file with another trailer behind its header, which is the one that qpdf's recovery takes, and a last section
/// that cannot be, so that it has to recover.
std::string with_trailer(std::string const &text, std::string const &entries) {
    size_t end = std::min(text.find_first_of("\r\n"), text.size());
    return text.substr(0, end) + "\ntrailer\n<< /Size 1 " + entries + " >>\n" + text.substr(end) +
        "\nstartxref\n0\n%%EOF\n";
}

/// The objects in an object stream (ISO 32000-1, 7.5.7), each as one that stands on its own.
std::string unpacked(QPDFObjectHandle &stream, size_t limit) {
    std::string contents;
    BoundedSink sink(contents, limit);
    bool filtered = false;
    if (!stream.pipeStreamData(&sink, &filtered, 0, qpdf_dl_specialized, true, false)) return "";
    QPDFObjectHandle dictionary = stream.getDict();
    QPDFObjectHandle first = dictionary.getKey("/First");
    QPDFObjectHandle declared = dictionary.getKey("/N");
    if (!first.isInteger() || !declared.isInteger()) return "";
    auto const beginning = static_cast<size_t>(std::max(0, first.getIntValueAsInt()));
    std::vector<std::pair<int, size_t>> index;
    size_t position = 0;
    int number = 0;
    int offset = 0;
    while (static_cast<int>(index.size()) < declared.getIntValueAsInt() && position < beginning &&
        read_number(contents, position, number) && read_number(contents, position, offset)) {
        index.emplace_back(number, beginning + static_cast<size_t>(offset));
    }
    std::string text;
    for (size_t i = 0; i < index.size(); ++i) {
        size_t start = index[i].second;
        size_t end = i + 1 < index.size() ? index[i + 1].second : contents.size();
        if (start >= end || end > contents.size()) continue;
        text += "\n" + std::to_string(index[i].first) + " 0 obj\n" + contents.substr(start, end - start) + "\nendobj\n";
    }
    return text;
}

/// What is to be inserted where, and catalogs that no trailer names.
struct Finds {
    std::map<size_t, std::string> insertions;
    std::vector<ObjectName> catalogs;
};

Finds search(QPDF &pdf, size_t count) {
    Finds finds;
    size_t room = largest_contents;
    for (auto const &[name, entry] : pdf.getXRefTable()) {
        if (entry.getType() != 1) continue;
        QPDFObjectHandle object = pdf.getObject(name);
        if (object.isStream() && object.getDict().getKey("/Type").isNameAndEquals("/ObjStm")) {
            std::string text = unpacked(object, room);
            room -= std::min(room, text.size());
            auto place = static_cast<size_t>(std::max(0LL, static_cast<long long>(entry.getOffset())));
            if (place <= count) finds.insertions[place] = text;
        } else if (object.isDictionary() && object.getKey("/Type").isNameAndEquals("/Catalog")) {
            finds.catalogs.push_back({name.getObj(), name.getGen()});
        }
    }
    return finds;
}

std::string reference(std::string const &key, ObjectName name) {
    return key + " " + std::to_string(name.number) + " " + std::to_string(name.generation) + " R";
}

} // namespace

bool needs_salvage(cqpdf_document &document, cqpdf_status status) {
    if (status == CQPDF_DAMAGED) return true;
    if (status != CQPDF_OK || document.pdf->numWarnings() == 0) return false;
    bool found = false;
    document.guarded([&] {
        for (auto const &[name, entry] : document.pdf->getXRefTable()) {
            if (entry.getType() == 2) return CQPDF_OK;
        }
        for (auto &object : document.pdf->getAllObjects()) {
            found = found || (object.isStream() && object.getDict().getKey("/Type").isNameAndEquals("/ObjStm"));
        }
        return CQPDF_OK;
    });
    return found;
}

cqpdf_status salvage(cqpdf_document &document, char const *bytes, size_t count) {
    std::string const first_message = document.message;
    cqpdf_status status = document.guarded([&] {
        std::string text(bytes, count);
        if (mentions_encryption(text)) return CQPDF_ENCRYPTED;
        // The first reading is for the object streams; there need not be a catalog yet.
        document.salvage = with_trailer(text, "/Root 1 0 R");
        document.read(document.salvage.data(), document.salvage.size(), true);
        Finds finds = search(*document.pdf, document.salvage.size());
        std::string plain = document.salvage;
        for (auto find = finds.insertions.rbegin(); find != finds.insertions.rend(); ++find) {
            plain.insert(find->first, find->second);
        }
        // A catalog out of an object stream is named by a cross-reference stream, which is never in one.
        std::vector<ObjectName> candidates = references(text, "/Root");
        candidates.insert(candidates.end(), finds.catalogs.rbegin(), finds.catalogs.rend());
        std::vector<ObjectName> information = references(text, "/Info");
        for (ObjectName const &candidate : candidates) {
            std::string entries = reference("/Root", candidate);
            if (!information.empty()) entries += " " + reference("/Info", information.front());
            document.salvage = with_trailer(plain, entries);
            document.read(document.salvage.data(), document.salvage.size(), true);
            QPDFObjectHandle root = document.pdf->getTrailer().getKey("/Root");
            if (root.isDictionary() && root.getKey("/Pages").isDictionary()) return CQPDF_OK;
        }
        document.message = first_message;
        return CQPDF_DAMAGED;
    });
    // What the first reading stumbled over is closer to the cause.
    if (status == CQPDF_DAMAGED && !first_message.empty()) document.message = first_message;
    return status;
}
