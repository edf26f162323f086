#include "CQPDF.h"
#include "Document.hh"

#include <qpdf/QPDFWriter.hh>

namespace {

/// Cuts what makes a page tree none: nodes that are met again on the way down, and kids that are neither page nor node.
/// What the nodes count is put right. Returns the number of pages.
int cut_loops(QPDFObjectHandle node, std::set<QPDFObjGen> &met) {
    QPDFObjectHandle kids = node.getKey("/Kids");
    int pages = 0;
    int next = 0;
    while (next < kids.getArrayNItems()) {
        QPDFObjectHandle kid = kids.getArrayItem(next);
        bool is_node = kid.isDictionary() && kid.getKey("/Kids").isArray();
        bool is_page = kid.isDictionary() && !is_node && !kid.getKey("/Type").isNameAndEquals("/Pages");
        if (is_page) {
            ++pages;
        } else if (is_node && (!kid.isIndirect() || met.insert(kid.getObjGen()).second)) {
            pages += cut_loops(kid, met);
        } else {
            kids.eraseItem(next);
            continue;
        }
        ++next;
    }
    node.replaceKey("/Count", QPDFObjectHandle::newInteger(pages));
    return pages;
}

/// Gives the page tree a shape that qpdf, and whoever reads the result, can walk.
void mend_page_tree(QPDF &pdf) {
    QPDFObjectHandle catalog = pdf.getRoot();
    QPDFObjectHandle root = catalog.getKey("/Pages");
    if (!root.isDictionary()) return;
    if (!root.isIndirect()) {
        root = pdf.makeIndirectObject(root);
        catalog.replaceKey("/Pages", root);
    }
    if (!root.getKey("/Kids").isArray()) return;
    std::set<QPDFObjGen> met{root.getObjGen()};
    cut_loops(root, met);
}

/// Makes fields what the rules ask for: objects of their own, each met once, brothers with names of their own
/// (ISO 32000-1, 12.7.3.2).
void mend_fields(QPDF &pdf, QPDFObjectHandle fields, std::set<QPDFObjGen> &met) {
    std::set<std::string> names;
    int next = 0;
    while (next < fields.getArrayNItems()) {
        QPDFObjectHandle field = fields.getArrayItem(next);
        if (!field.isDictionary() || !field.isIndirect() || !met.insert(field.getObjGen()).second) {
            fields.eraseItem(next);
            continue;
        }
        QPDFObjectHandle name = field.getKey("/T");
        if (name.isString()) {
            std::string const wanted = name.getUTF8Value();
            std::string given = wanted;
            for (int ordinal = 2; !names.insert(given).second; ++ordinal) {
                given = wanted + "_" + std::to_string(ordinal);
            }
            if (given != wanted) field.replaceKey("/T", QPDFObjectHandle::newUnicodeString(given));
        }
        QPDFObjectHandle kids = field.getKey("/Kids");
        if (kids.isArray()) mend_fields(pdf, kids, met);
        ++next;
    }
}

/// qpdf keeps a zero byte for a number sign that no two digits follow; it writes that and the sign itself as a sign.
std::string const number_signs("\0#", 2);

std::string with_encoded_signs(std::string name) {
    for (size_t at = 0; (at = name.find_first_of(number_signs, at)) != std::string::npos; at += 3) {
        name.replace(at, 1, "#23");
    }
    return name;
}

/// Writes number signs in names as readers of PDF 1.2 and later expect them (ISO 32000-1, 7.3.5).
void mend_names(QPDFObjectHandle holder) {
    if (holder.isStream()) holder = holder.getDict();
    if (holder.isArray()) {
        for (int i = 0; i < holder.getArrayNItems(); ++i) {
            QPDFObjectHandle item = holder.getArrayItem(i);
            if (item.isIndirect()) continue;
            if (item.isName()) {
                holder.setArrayItem(i, QPDFObjectHandle::newName(with_encoded_signs(item.getName())));
            } else {
                mend_names(item);
            }
        }
    } else if (holder.isDictionary()) {
        for (auto const &[key, value] : holder.getDictAsMap()) {
            QPDFObjectHandle entry = value;
            if (!entry.isIndirect()) mend_names(entry);
            if (!entry.isIndirect() && entry.isName()) {
                entry = QPDFObjectHandle::newName(with_encoded_signs(entry.getName()));
            } else if (key.find_first_of(number_signs) == std::string::npos) {
                continue;
            }
            holder.removeKey(key);
            holder.replaceKey(with_encoded_signs(key), entry);
        }
    }
}

void mend_form(QPDF &pdf) {
    QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
    if (!form.isDictionary()) return;
    QPDFObjectHandle fields = form.getKey("/Fields");
    std::set<QPDFObjGen> met;
    if (fields.isArray()) mend_fields(pdf, fields, met);
}

} // namespace

extern "C" cqpdf_status cqpdf_rewrite(cqpdf_document *document, cqpdf_bytes *result) {
    return document->guarded([&] {
        QPDF &pdf = *document->pdf;
        mend_page_tree(pdf);
        mend_form(pdf);
        mend_names(pdf.getTrailer());
        for (QPDFObjectHandle object : pdf.getAllObjects()) mend_names(object);
        // Brings the page tree into order as a side effect; what is written has only pages that exist.
        pdf.getAllPages();
        // The writer corrects the size, but only where there is one.
        pdf.getTrailer().replaceKey("/Size", QPDFObjectHandle::newInteger(1));
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.setDeterministicID(true);
        writer.write();
        document->buffer = writer.getBufferSharedPointer();
        *result = {document->buffer->getBuffer(), document->buffer->getSize()};
        return CQPDF_OK;
    });
}
