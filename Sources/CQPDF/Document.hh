// What the shim's files share: the document behind the handle, and how exceptions end.
#ifndef CQPDF_DOCUMENT_HH
#define CQPDF_DOCUMENT_HH

#include "CQPDF.h"

#include <memory>
#include <new>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFObjectHandle.hh>

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

struct cqpdf_document {
    /// What `pdf` reads where that is not the caller's bytes.
    std::string salvage;
    std::shared_ptr<QPDF> pdf = QPDF::create();
    std::string message;
    /// What the last call handed out.
    std::string text;
    std::shared_ptr<Buffer> buffer;
    std::string version;
    std::vector<cqpdf_entry> entries;
    bool has_entries = false;
    std::vector<cqpdf_entry> missing;
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

    /// Reads a file anew, silently. The bytes must outlive the document.
    void read(char const *bytes, size_t count, bool recover) {
        pdf = QPDF::create();
        auto logger = QPDFLogger::create();
        logger->setInfo(logger->discard());
        logger->setWarn(logger->discard());
        logger->setError(logger->discard());
        pdf->setLogger(logger);
        pdf->setSuppressWarnings(true);
        pdf->setAttemptRecovery(recover);
        pdf->processMemoryFile("", bytes, count);
    }

    bool is_encrypted() {
        QPDFObjectHandle trailer = pdf->getTrailer();
        return trailer.isInitialized() && trailer.isDictionary() && trailer.hasKey("/Encrypt");
    }
};

#endif
