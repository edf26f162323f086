// A PKCS#11 module in front of another one: writes down what is called, and pretends to troubles that the other one
// does not have. Told what to do by its environment:
//   TOKEN_SHIM_MODULE  the module behind it
//   TOKEN_SHIM_LOG     a file; each call that tests count is a line of it
//   TOKEN_SHIM_FLAGS   hexadecimal; added to the flags of every token
//   TOKEN_SHIM_FAIL    hexadecimal; what C_Sign returns once, in this process
//   TOKEN_SHIM_SERIAL  set: cannot lock, and notices two threads inside at once
#include "TokenShim.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static CK_FUNCTION_LIST_PTR behind;
static CK_FUNCTION_LIST front;
static atomic_int inside;
static atomic_int failed;

static void note(const char *call) {
    const char *path = getenv("TOKEN_SHIM_LOG");
    int file = path ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    if (file < 0) return;
    char line[64];
    int length = snprintf(line, sizeof line, "%s\n", call);
    if (write(file, line, (size_t)length) != length) abort();
    close(file);
}

static CK_RV initialize(void *arguments) {
    note("C_Initialize");
    CK_C_INITIALIZE_ARGS_PTR given = arguments;
    if (getenv("TOKEN_SHIM_SERIAL") && given && given->flags & CKF_OS_LOCKING_OK) return CKR_CANT_LOCK;
    return behind->C_Initialize(arguments);
}

static CK_RV tokenInfo(CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info) {
    CK_RV result = behind->C_GetTokenInfo(slot, info);
    const char *flags = getenv("TOKEN_SHIM_FLAGS");
    if (result == CKR_OK && flags) info->flags |= strtoul(flags, NULL, 16);
    return result;
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR_PTR pin, CK_ULONG length) {
    note("C_Login");
    return behind->C_Login(session, user, pin, length);
}

static CK_RV signInit(CK_SESSION_HANDLE session, CK_MECHANISM_PTR mechanism, CK_OBJECT_HANDLE key) {
    char line[32];
    snprintf(line, sizeof line, "C_SignInit %lx", mechanism->mechanism);
    note(line);
    return behind->C_SignInit(session, mechanism, key);
}

static CK_RV sign(
    CK_SESSION_HANDLE session, CK_BYTE_PTR data, CK_ULONG length, CK_BYTE_PTR signature, CK_ULONG_PTR count
) {
    const char *failure = getenv("TOKEN_SHIM_FAIL");
    if (failure && !atomic_exchange(&failed, 1)) return strtoul(failure, NULL, 16);
    if (!getenv("TOKEN_SHIM_SERIAL")) return behind->C_Sign(session, data, length, signature, count);
    if (atomic_fetch_add(&inside, 1) > 0) note("two at once");
    usleep(1000);
    CK_RV result = behind->C_Sign(session, data, length, signature, count);
    atomic_fetch_sub(&inside, 1);
    return result;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list) {
    const char *path = getenv("TOKEN_SHIM_MODULE");
    void *library = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
    CK_C_GetFunctionList get = library ? (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList") : NULL;
    if (!get || get(&behind) != CKR_OK) return CKR_GENERAL_ERROR;
    front = *behind;
    front.C_Initialize = initialize;
    front.C_GetTokenInfo = tokenInfo;
    front.C_Login = login;
    front.C_SignInit = signInit;
    front.C_Sign = sign;
    *list = &front;
    return CKR_OK;
}
