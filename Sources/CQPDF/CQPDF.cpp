#include "CQPDF.h"
#include "Document.hh"
#include "Salvage.hh"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <set>

#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDFXRefEntry.hh>

namespace {

void note_contents(QPDFObjectHandle object, int limit, int &greatest);

void note_references(QPDFObjectHandle object, int limit, int &greatest) {
    if (object.isIndirect()) {
        int number = object.getObjectID();
        if (number <= limit) greatest = std::max(greatest, number);
    } else {
        note_contents(object, limit, greatest);
    }
}

void note_contents(QPDFObjectHandle object, int limit, int &greatest) {
    if (object.isArray()) {
        for (auto const &item : object.aitems()) note_references(item, limit, greatest);
    } else if (object.isDictionary() || object.isStream()) {
        QPDFObjectHandle dictionary = object.isStream() ? object.getDict() : object;
        for (auto const &entry : dictionary.ditems()) note_references(entry.second, limit, greatest);
    }
}

/// Adds to the found what an object refers to of some names.
void find_references(
    QPDFObjectHandle object, std::set<QPDFObjGen> const &names, std::set<QPDFObjGen> &found, bool top = true) {
    if (!top && object.isIndirect()) {
        if (names.count(object.getObjGen()) > 0) found.insert(object.getObjGen());
    } else if (object.isArray()) {
        for (auto const &item : object.aitems()) find_references(item, names, found, false);
    } else if (object.isDictionary() || object.isStream()) {
        QPDFObjectHandle dictionary = object.isStream() ? object.getDict() : object;
        for (auto const &entry : dictionary.ditems()) find_references(entry.second, names, found, false);
    }
}

/// Names whose number has a later generation: qpdf keeps them, for other readers they are gone.
std::set<QPDFObjGen> superseded(std::map<QPDFObjGen, QPDFXRefEntry> const &table) {
    std::set<QPDFObjGen> names;
    for (auto entry = table.begin(); entry != table.end(); ++entry) {
        auto next = std::next(entry);
        if (next != table.end() && next->first.getObj() == entry->first.getObj()) names.insert(entry->first);
    }
    return names;
}

} // namespace

extern "C" {

const char *cqpdf_version(void) {
    return QPDF::QPDFVersion().c_str();
}

cqpdf_document *cqpdf_open(const void *bytes, size_t count, int recover, cqpdf_status *status) {
    auto document = new (std::nothrow) cqpdf_document;
    if (document == nullptr) {
        *status = CQPDF_FAILED;
        return nullptr;
    }
    *status = document->guarded([&] {
        document->read(static_cast<char const *>(bytes), count, recover != 0);
        // Throws without a catalog.
        document->pdf->getRoot();
        return CQPDF_OK;
    });
    if (recover != 0 && needs_salvage(*document, *status)) {
        *status = salvage(*document, static_cast<char const *>(bytes), count);
    }
    // An encryption that qpdf does not know is an error to it, but encryption all the same.
    cqpdf_status encrypted = CQPDF_OK;
    std::string message = document->message;
    if (document->guarded([&] {
            encrypted = document->is_encrypted() ? CQPDF_ENCRYPTED : CQPDF_OK;
            return CQPDF_OK;
        }) == CQPDF_OK &&
        encrypted == CQPDF_ENCRYPTED) {
        *status = CQPDF_ENCRYPTED;
    }
    document->message = message;
    return document;
}

void cqpdf_close(cqpdf_document *document) {
    delete document;
}

const char *cqpdf_message(const cqpdf_document *document) {
    return document->message.c_str();
}

const char *cqpdf_header_version(cqpdf_document *document) {
    document->guarded([&] {
        document->version = document->pdf->getPDFVersion();
        return CQPDF_OK;
    });
    return document->version.c_str();
}

int cqpdf_is_linearized(cqpdf_document *document) {
    bool linearized = false;
    document->guarded([&] {
        linearized = document->pdf->isLinearized();
        return CQPDF_OK;
    });
    return linearized ? 1 : 0;
}

cqpdf_status cqpdf_trailer(cqpdf_document *document, cqpdf_bytes *result) {
    return document->guarded([&] {
        // Unparsing the whole would leave out entries that are null.
        document->text = "<<";
        for (auto const &[key, value] : document->pdf->getTrailer().getDictAsMap()) {
            QPDFObjectHandle entry = value;
            document->text += " " + QPDFObjectHandle::newName(key).unparse() + " " + entry.unparse();
        }
        document->text += " >>";
        document->hand_out(result);
        return CQPDF_OK;
    });
}

cqpdf_status cqpdf_object(
    cqpdf_document *document, int number, int generation, int *is_stream, cqpdf_bytes *result) {
    return document->guarded([&] {
        size_t warnings = document->pdf->numWarnings();
        QPDFObjGen name(number, generation);
        QPDFObjectHandle object = document->pdf->getObject(name);
        *is_stream = object.isStream() ? 1 : 0;
        if (object.isNull() && document->pdf->numWarnings() > warnings) {
            document->broken.insert(name);
            document->message = document->pdf->getWarnings().back().getMessageDetail();
        }
        if (document->broken.count(name) > 0) return CQPDF_DAMAGED;
        document->text = object.isStream() ? object.getDict().unparseResolved() : object.unparseResolved();
        document->hand_out(result);
        return CQPDF_OK;
    });
}

cqpdf_status cqpdf_stream_data(
    cqpdf_document *document, int number, int generation, int decode, size_t limit, cqpdf_bytes *result) {
    return document->guarded([&] {
        QPDFObjectHandle object = document->pdf->getObject(number, generation);
        if (!object.isStream()) {
            document->message = "not a stream";
            return CQPDF_DAMAGED;
        }
        document->text.clear();
        BoundedSink sink(document->text, limit);
        bool filtered = false;
        bool complete = object.pipeStreamData(
            &sink, &filtered, 0, decode ? qpdf_dl_specialized : qpdf_dl_none, true, false);
        if (sink.overflowed) {
            document->message = "larger than the limit";
            return CQPDF_TOO_LARGE;
        }
        if (!complete || (decode && !filtered && object.getDict().hasKey("/Filter"))) {
            document->message = "its filters cannot be undone";
            return CQPDF_DAMAGED;
        }
        document->hand_out(result);
        return CQPDF_OK;
    });
}

cqpdf_status cqpdf_entries(cqpdf_document *document, const cqpdf_entry **result, size_t *count) {
    return document->guarded([&] {
        if (!document->has_entries) {
            for (auto const &[name, entry] : document->pdf->getXRefTable()) {
                switch (entry.getType()) {
                case 1:
                    document->entries.push_back({name.getObj(), name.getGen(), 0, entry.getOffset()});
                    break;
                case 2:
                    document->entries.push_back(
                        {name.getObj(), name.getGen(), entry.getObjStreamNumber(), entry.getObjStreamIndex()});
                    break;
                default: break;
                }
            }
            document->has_entries = true;
        }
        *result = document->entries.data();
        *count = document->entries.size();
        return CQPDF_OK;
    });
}

cqpdf_status cqpdf_examine(cqpdf_document *document, int limit, int *greatest) {
    return document->guarded([&] {
        *greatest = 0;
        note_references(document->pdf->getTrailer(), limit, *greatest);
        for (QPDFObjectHandle object : document->pdf->getAllObjects()) {
            // Its own number counts, too; what it holds is looked at without going through the number again.
            if (object.getObjectID() <= limit) *greatest = std::max(*greatest, object.getObjectID());
            if (object.isArray() || object.isDictionary() || object.isStream()) {
                note_contents(object, limit, *greatest);
            }
        }
        if (document->pdf->numWarnings() == 0) return CQPDF_OK;
        document->message = document->pdf->getWarnings().front().getMessageDetail();
        return CQPDF_DAMAGED;
    });
}

cqpdf_status cqpdf_missing(cqpdf_document *document, int limit, const cqpdf_entry **result, size_t *count) {
    return document->guarded([&] {
        document->missing.clear();
        std::map<QPDFObjGen, QPDFXRefEntry> const table = document->pdf->getXRefTable();
        // Whatever is referred to is among them, there or not.
        for (QPDFObjectHandle object : document->pdf->getAllObjects()) {
            QPDFObjGen name = object.getObjGen();
            if (object.isNull() && name.getObj() <= limit && table.count(name) == 0) {
                document->missing.push_back({name.getObj(), name.getGen(), 0, 0});
            }
        }
        std::set<QPDFObjGen> const gone = superseded(table);
        if (!gone.empty()) {
            std::set<QPDFObjGen> found;
            find_references(document->pdf->getTrailer(), gone, found);
            for (QPDFObjectHandle object : document->pdf->getAllObjects()) {
                if (gone.count(object.getObjGen()) == 0) find_references(object, gone, found);
            }
            for (QPDFObjGen name : found) document->missing.push_back({name.getObj(), name.getGen(), 0, 0});
        }
        *result = document->missing.data();
        *count = document->missing.size();
        return CQPDF_OK;
    });
}

cqpdf_bytes cqpdf_deflate(const void *bytes, size_t count) {
    try {
        std::string compressed;
        BoundedSink sink(compressed, SIZE_MAX);
        Pl_Flate deflate("deflate", &sink, Pl_Flate::a_deflate);
        deflate.write(static_cast<unsigned char const *>(bytes), count);
        deflate.finish();
        auto copy = static_cast<uint8_t *>(std::malloc(compressed.size()));
        if (copy == nullptr) return {nullptr, 0};
        std::memcpy(copy, compressed.data(), compressed.size());
        return {copy, compressed.size()};
    } catch (...) {
        return {nullptr, 0};
    }
}

void cqpdf_free(cqpdf_bytes bytes) {
    std::free(const_cast<uint8_t *>(bytes.bytes));
}

} // extern "C"
