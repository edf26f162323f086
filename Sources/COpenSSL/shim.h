// OpenSSL 3 for Swift: the headers we call, and static-inline shims for its function-like macros.
#ifndef COPENSSL_SHIM_H
#define COPENSSL_SHIM_H

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static inline int chungthuc_x509_count(const STACK_OF(X509) *stack) {
    return stack ? sk_X509_num(stack) : 0;
}

static inline X509 *chungthuc_x509_at(const STACK_OF(X509) *stack, int index) {
    return sk_X509_value(stack, index);
}

static inline STACK_OF(X509) *chungthuc_x509_stack(void) {
    return sk_X509_new_null();
}

// The stack takes a reference of its own; the caller keeps theirs.
static inline int chungthuc_x509_push(STACK_OF(X509) *stack, X509 *certificate) {
    return X509_add_cert(stack, certificate, X509_ADD_FLAG_UP_REF);
}

static inline void chungthuc_x509_stack_free(STACK_OF(X509) *stack) {
    sk_X509_pop_free(stack, X509_free);
}

static inline int chungthuc_pkcs7_count(const STACK_OF(PKCS7) *stack) {
    return stack ? sk_PKCS7_num(stack) : 0;
}

static inline PKCS7 *chungthuc_pkcs7_at(const STACK_OF(PKCS7) *stack, int index) {
    return sk_PKCS7_value(stack, index);
}

static inline void chungthuc_pkcs7_stack_free(STACK_OF(PKCS7) *stack) {
    sk_PKCS7_pop_free(stack, PKCS7_free);
}

// The kind of content, as a NID.
static inline int chungthuc_pkcs7_type(const PKCS7 *content) {
    return OBJ_obj2nid(content->type);
}

static inline int chungthuc_bag_count(const STACK_OF(PKCS12_SAFEBAG) *stack) {
    return stack ? sk_PKCS12_SAFEBAG_num(stack) : 0;
}

static inline PKCS12_SAFEBAG *chungthuc_bag_at(const STACK_OF(PKCS12_SAFEBAG) *stack, int index) {
    return sk_PKCS12_SAFEBAG_value(stack, index);
}

static inline void chungthuc_bag_stack_free(STACK_OF(PKCS12_SAFEBAG) *stack) {
    sk_PKCS12_SAFEBAG_pop_free(stack, PKCS12_SAFEBAG_free);
}

// Whether a CRL without restrictions, or with ones that we understand, speaks of this certificate
// (RFC 5280, 5.2 and 5.2.5): not a delta, not indirect, not for some reasons only, of the certificate's distribution
// point, and nothing critical that we do not know.
static inline int chungthuc_crl_covers(X509_CRL *crl, X509 *certificate) {
    for (int i = 0; i < X509_CRL_get_ext_count(crl); i++) {
        X509_EXTENSION *extension = X509_CRL_get_ext(crl, i);
        int kind = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        if (kind == NID_delta_crl) return 0;
        if (X509_EXTENSION_get_critical(extension) && kind != NID_issuing_distribution_point) return 0;
    }
    int critical = -1;
    ISSUING_DIST_POINT *scope = X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, &critical, NULL);
    if (scope == NULL) return critical == -1;
    int is_authority = X509_check_ca(certificate) == 1;
    int covers = scope->indirectCRL <= 0 && scope->onlyattr <= 0 && scope->onlysomereasons == NULL
        && !(scope->onlyuser > 0 && is_authority) && !(scope->onlyCA > 0 && !is_authority);
    if (covers && scope->distpoint != NULL) {
        covers = 0;
        CRL_DIST_POINTS *points = X509_get_ext_d2i(certificate, NID_crl_distribution_points, NULL, NULL);
        for (int i = 0; scope->distpoint->type == 0 && i < sk_DIST_POINT_num(points); i++) {
            DIST_POINT *point = sk_DIST_POINT_value(points, i);
            if (point->distpoint == NULL || point->distpoint->type != 0) continue;
            for (int j = 0; j < sk_GENERAL_NAME_num(point->distpoint->name.fullname); j++) {
                for (int k = 0; k < sk_GENERAL_NAME_num(scope->distpoint->name.fullname); k++) {
                    covers |= GENERAL_NAME_cmp(
                                  sk_GENERAL_NAME_value(point->distpoint->name.fullname, j),
                                  sk_GENERAL_NAME_value(scope->distpoint->name.fullname, k)) == 0;
                }
            }
        }
        CRL_DIST_POINTS_free(points);
    }
    ISSUING_DIST_POINT_free(scope);
    return covers;
}

static inline void chungthuc_openssl_free(void *memory) {
    OPENSSL_free(memory);
}

// The bytes that a memory BIO holds; they belong to the BIO.
static inline long chungthuc_bio_bytes(BIO *bio, char **bytes) {
    return BIO_get_mem_data(bio, bytes);
}

static inline EVP_PKEY *chungthuc_generate_rsa(unsigned int bits) {
    return EVP_RSA_gen(bits);
}

static inline EVP_PKEY *chungthuc_generate_ec(const char *curve) {
    return EVP_EC_gen(curve);
}

// RFC 2253's layout of a name without escaping what lies beyond ASCII: RFC 4514 leaves UTF-8 as it is.
static const unsigned long chungthuc_rfc4514 = XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;

// MBSTRING_UTF8, which is an expression Swift does not import.
static const int chungthuc_utf8 = MBSTRING_UTF8;

// ERR_R_UNSUPPORTED, which is an expression Swift does not import.
static const int chungthuc_unsupported = ERR_R_UNSUPPORTED;

static inline int chungthuc_error_reason(unsigned long error) {
    return ERR_GET_REASON(error);
}

static inline int chungthuc_error_library(unsigned long error) {
    return ERR_GET_LIB(error);
}

#endif
