// PKCS#11 for Swift: the declarations of p11-kit's header. Nothing is linked: modules are opened by their path.
#ifndef CPKCS11_SHIM_H
#define CPKCS11_SHIM_H

#include <p11-kit-1/p11-kit/pkcs11.h>

// CK_UNAVAILABLE_INFORMATION, which is an expression Swift does not import.
static const CK_ULONG chungthuc_unavailable = CK_UNAVAILABLE_INFORMATION;

#endif
