#include "CQPDF.h"

#include <qpdf/QPDF.hh>

extern "C" const char *cqpdf_version(void) {
    return QPDF::QPDFVersion().c_str();
}
