#include "CQPDF.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>
#include <qpdf/QPDFXRefEntry.hh>

namespace {

/// Collects up to a limit; what decompresses to more is refused, not stored.
class BoundedSink : public Pipeline {
  public:
    BoundedSink(std::string &target, size_t limit) :
        Pipeline("bounded sink", nullptr), target(target), limit(limit) {}

    void write(unsigned char const *data, size_t length) override {
        if (length > limit - target.size()) {
            overflowed = true;
            throw std::length_error("larger than the limit");
        }
        target.append(reinterpret_cast<char const *>(data), length);
    }

    void finish() override {}

    bool overflowed = false;

  private:
    std::string &target;
    size_t limit;
};

} // namespace

struct cqpdf_document {
    QPDF pdf;
    std::string message;
    /// What the last call handed out.
    std::string text;
    std::shared_ptr<Buffer> buffer;
    std::string version;
    std::vector<cqpdf_entry> entries;
    bool has_entries = false;
    /// Objects that are in the file but cannot be read: qpdf takes them for null.
    std::set<QPDFObjGen> broken;

    void hand_out(cqpdf_bytes *result) const {
        *result = {reinterpret_cast<uint8_t const *>(text.data()), text.size()};
    }

    /// Runs one call and turns whatever it throws into a status.
    template <typename Body> cqpdf_status guarded(Body body) noexcept {
        try {
            return body();
        } catch (QPDFExc const &e) {
            message = e.getMessageDetail();
            switch (e.getErrorCode()) {
            case qpdf_e_password: return CQPDF_ENCRYPTED;
            case qpdf_e_internal:
            case qpdf_e_system: return CQPDF_FAILED;
            default: return CQPDF_DAMAGED;
            }
        } catch (std::bad_alloc const &) {
            message = "out of memory";
            return CQPDF_FAILED;
        } catch (std::logic_error const &e) {
            message = e.what();
            return CQPDF_FAILED;
        } catch (std::exception const &e) {
            message = e.what();
            return CQPDF_DAMAGED;
        } catch (...) {
            message = "unknown exception";
            return CQPDF_FAILED;
        }
    }

    bool is_encrypted() {
        QPDFObjectHandle trailer = pdf.getTrailer();
        return trailer.isInitialized() && trailer.isDictionary() && trailer.hasKey("/Encrypt");
    }
};

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
        auto logger = QPDFLogger::create();
        logger->setInfo(logger->discard());
        logger->setWarn(logger->discard());
        logger->setError(logger->discard());
        document->pdf.setLogger(logger);
        document->pdf.setSuppressWarnings(true);
        document->pdf.setAttemptRecovery(recover != 0);
        document->pdf.processMemoryFile("", static_cast<char const *>(bytes), count);
        // Throws without a catalog.
        document->pdf.getRoot();
        return CQPDF_OK;
    });
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
        document->version = document->pdf.getPDFVersion();
        return CQPDF_OK;
    });
    return document->version.c_str();
}

int cqpdf_is_linearized(cqpdf_document *document) {
    bool linearized = false;
    document->guarded([&] {
        linearized = document->pdf.isLinearized();
        return CQPDF_OK;
    });
    return linearized ? 1 : 0;
}

cqpdf_status cqpdf_trailer(cqpdf_document *document, cqpdf_bytes *result) {
    return document->guarded([&] {
        document->text = document->pdf.getTrailer().unparseResolved();
        document->hand_out(result);
        return CQPDF_OK;
    });
}

cqpdf_status cqpdf_object(
    cqpdf_document *document, int number, int generation, int *is_stream, cqpdf_bytes *result) {
    return document->guarded([&] {
        size_t warnings = document->pdf.numWarnings();
        QPDFObjGen name(number, generation);
        QPDFObjectHandle object = document->pdf.getObject(name);
        *is_stream = object.isStream() ? 1 : 0;
        if (object.isNull() && document->pdf.numWarnings() > warnings) {
            document->broken.insert(name);
            document->message = document->pdf.getWarnings().back().getMessageDetail();
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
        QPDFObjectHandle object = document->pdf.getObject(number, generation);
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
            for (auto const &[name, entry] : document->pdf.getXRefTable()) {
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

cqpdf_status cqpdf_rewrite(cqpdf_document *document, cqpdf_bytes *result) {
    return document->guarded([&] {
        // Brings the page tree into order as a side effect; what is written has only pages that exist.
        document->pdf.getAllPages();
        // The writer corrects the size, but only where there is one.
        document->pdf.getTrailer().replaceKey("/Size", QPDFObjectHandle::newInteger(1));
        QPDFWriter writer(document->pdf);
        writer.setOutputMemory();
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.setDeterministicID(true);
        writer.write();
        document->buffer = writer.getBufferSharedPointer();
        *result = {document->buffer->getBuffer(), document->buffer->getSize()};
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
