// libidn2 for Swift: domain names in other scripts (IDNA 2008).
#ifndef CIDN2_SHIM_H
#define CIDN2_SHIM_H

#include <idn2.h>

// The result is freed with idn2_free; NULL for what is no domain name.
static inline char *chungthuc_idn2_ascii(const char *domain) {
    char *result = NULL;
    int code = idn2_to_ascii_8z(domain, &result, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    return code == IDN2_OK ? result : NULL;
}

#endif
