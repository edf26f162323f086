// OpenSSL 3 for Swift: the headers we call, and static-inline shims for its function-like macros.
#ifndef COPENSSL_SHIM_H
#define COPENSSL_SHIM_H

#include <openssl/err.h>
#include <openssl/evp.h>

#endif
