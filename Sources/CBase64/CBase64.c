#include "CBase64.h"

#include <stdint.h>
#include <string.h>

#define CHARACTERS_PER_LINE 76

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Whole groups of three bytes, then what is left, padded. Returns the end of the text.
static uint8_t *encode(const uint8_t *bytes, size_t count, uint8_t *text) {
    for (; count >= 3; bytes += 3, count -= 3) {
        const uint32_t group = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
        *text++ = alphabet[group >> 18];
        *text++ = alphabet[group >> 12 & 63];
        *text++ = alphabet[group >> 6 & 63];
        *text++ = alphabet[group & 63];
    }
    if (count > 0) {
        const uint32_t group = (uint32_t)bytes[0] << 16 | (count == 2 ? (uint32_t)bytes[1] << 8 : 0);
        *text++ = alphabet[group >> 18];
        *text++ = alphabet[group >> 12 & 63];
        *text++ = count == 2 ? alphabet[group >> 6 & 63] : '=';
        *text++ = '=';
    }
    return text;
}

#if defined(__x86_64__)

#include <immintrin.h>

/// Four characters out of three bytes in each of eight groups. The bytes of a group stand as second, first, third,
/// second: then each six bits are in a half of their own, to be moved into place by a multiplication.
__attribute__((target("avx2"))) static __m256i characters(__m256i groups) {
    // First and third: shifted right by ten and by six.
    const __m256i odd = _mm256_mulhi_epu16(
        _mm256_and_si256(groups, _mm256_set1_epi32(0x0FC0FC00)), _mm256_set1_epi32(0x04000040));
    // Second and fourth: shifted left by four and by eight.
    const __m256i even = _mm256_mullo_epi16(
        _mm256_and_si256(groups, _mm256_set1_epi32(0x003F03F0)), _mm256_set1_epi32(0x01000010));
    const __m256i values = _mm256_or_si256(odd, even);
    // Which stretch of the alphabet: 0 for A to Z, 1 for a to z, 2 to 11 for a digit each, 12 and 13 for + and /.
    const __m256i stretch = _mm256_sub_epi8(
        _mm256_subs_epu8(values, _mm256_set1_epi8(51)),
        _mm256_cmpgt_epi8(values, _mm256_set1_epi8(25)));
    const __m256i distances = _mm256_setr_epi8(
        65, 71, -4, -4, -4, -4, -4, -4, -4, -4, -4, -4, -19, -16, 0, 0,
        65, 71, -4, -4, -4, -4, -4, -4, -4, -4, -4, -4, -19, -16, 0, 0);
    return _mm256_add_epi8(values, _mm256_shuffle_epi8(distances, stretch));
}

/// Twelve bytes into each half, as `characters` wants them; up to four bytes behind them are read, and not used.
__attribute__((target("avx2"))) static __m256i groups(const uint8_t *low, const uint8_t *high) {
    const __m256i order = _mm256_setr_epi8(
        1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10, 1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10);
    const __m256i both = _mm256_inserti128_si256(
        _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)low)), _mm_loadu_si128((const __m128i *)high), 1);
    return _mm256_shuffle_epi8(both, order);
}

/// Full lines, as long as there are bytes behind a line that may be read and room behind its text that may be written:
/// another line. Returns how many lines.
__attribute__((target("avx2"))) static size_t encode_lines(const uint8_t *bytes, size_t count, uint8_t *text) {
    size_t lines = 0;
    for (; count >= 2 * CBASE64_BYTES_PER_LINE; count -= CBASE64_BYTES_PER_LINE, ++lines) {
        _mm256_storeu_si256((__m256i *)text, characters(groups(bytes, bytes + 12)));
        _mm256_storeu_si256((__m256i *)(text + 32), characters(groups(bytes + 24, bytes + 36)));
        // Nine bytes are left, twelve characters; what is written behind them is written over by the next line.
        _mm256_storeu_si256((__m256i *)(text + 64), characters(groups(bytes + 48, bytes + 48)));
        text[CHARACTERS_PER_LINE] = '\n';
        bytes += CBASE64_BYTES_PER_LINE;
        text += CHARACTERS_PER_LINE + 1;
    }
    return lines;
}

static size_t quick_lines(const uint8_t *bytes, size_t count, uint8_t *text) {
    return __builtin_cpu_supports("avx2") ? encode_lines(bytes, count, text) : 0;
}

#else

static size_t quick_lines(const uint8_t *bytes, size_t count, uint8_t *text) {
    (void)bytes, (void)count, (void)text;
    return 0;
}

#endif

size_t cbase64_lines_length(size_t count) {
    return (count + 2) / 3 * 4 + (count + CBASE64_BYTES_PER_LINE - 1) / CBASE64_BYTES_PER_LINE;
}

void cbase64_lines(const void *bytes, size_t count, void *text) {
    const uint8_t *next = bytes;
    uint8_t *end = text;
    const size_t lines = quick_lines(next, count, end);
    next += lines * CBASE64_BYTES_PER_LINE;
    end += lines * (CHARACTERS_PER_LINE + 1);
    count -= lines * CBASE64_BYTES_PER_LINE;
    while (count > 0) {
        const size_t length = count < CBASE64_BYTES_PER_LINE ? count : CBASE64_BYTES_PER_LINE;
        end = encode(next, length, end);
        *end++ = '\n';
        next += length;
        count -= length;
    }
}

void cbase64_encode(const void *bytes, size_t count, void *text) {
    encode(bytes, count, text);
}
