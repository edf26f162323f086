// A PKCS#11 module in front of another one; see TokenShim.c.
#ifndef TOKEN_SHIM_H
#define TOKEN_SHIM_H

#include <p11-kit-1/p11-kit/pkcs11.h>

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list);

#endif
