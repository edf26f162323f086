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

} // namespace

extern "C" cqpdf_status cqpdf_rewrite(cqpdf_document *document, cqpdf_bytes *result) {
    return document->guarded([&] {
        QPDF &pdf = *document->pdf;
        mend_page_tree(pdf);
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
