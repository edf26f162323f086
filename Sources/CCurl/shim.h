// libcurl for Swift: its variadic and macro calls as static-inline functions.
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#include <curl/curl.h>

// Takes what arrives; anything but the number of bytes offered ends the transfer.
typedef size_t (*chungthuc_curl_sink)(char *bytes, size_t size, size_t count, void *context);
// Asked about once a second; anything but 0 ends the transfer.
typedef int (*chungthuc_curl_pulse)(void *context, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

static inline CURLcode chungthuc_curl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

static inline CURLcode chungthuc_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode chungthuc_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

// The bytes are borrowed until the transfer is over.
static inline CURLcode chungthuc_curl_set_body(CURL *handle, const void *bytes, curl_off_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_POSTFIELDS, bytes) : code;
}

static inline CURLcode chungthuc_curl_set_headers(CURL *handle, struct curl_slist *headers) {
    return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

static inline CURLcode chungthuc_curl_set_sink(CURL *handle, chungthuc_curl_sink sink, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, sink);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_WRITEDATA, context) : code;
}

// Gives at most size * count bytes; 0 at the end, CURL_READFUNC_ABORT to break off.
typedef size_t (*chungthuc_curl_source)(char *bytes, size_t size, size_t count, void *context);

// A body of known length that is asked for piece by piece.
static inline CURLcode chungthuc_curl_set_source(
    CURL *handle, curl_off_t count, chungthuc_curl_source source, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POST, 1L);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_READFUNCTION, source);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_READDATA, context) : code;
}

// Takes the lines that a mail server says while the connection is being made.
static inline CURLcode chungthuc_curl_set_line_sink(CURL *handle, chungthuc_curl_sink sink, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, sink);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_HEADERDATA, context) : code;
}

static inline CURLcode chungthuc_curl_socket(CURL *handle, int *descriptor) {
    curl_socket_t found = CURL_SOCKET_BAD;
    CURLcode code = curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &found);
    *descriptor = found;
    return found == CURL_SOCKET_BAD ? CURLE_COULDNT_CONNECT : code;
}

static inline CURLcode chungthuc_curl_set_pulse(CURL *handle, chungthuc_curl_pulse pulse) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, pulse);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L) : code;
}

static inline CURLcode chungthuc_curl_status(CURL *handle, long *status) {
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
}

#endif
