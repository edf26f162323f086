#include "CPoppler.h"

#include <cstring>
#include <poppler/cpp/poppler-version.h>

extern "C" char *cpoppler_version(void) {
    return strdup(poppler::version_string().c_str());
}
