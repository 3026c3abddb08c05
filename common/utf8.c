/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "utf8.h"

#include "str.h"

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

uint32_t utf8_next(morgue_str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.data + *at;
    size_t left = s.size - *at, need;
    uint32_t c = *p, least;

    ++*at;
    if (c < 0x80)
        return c;
    if (c >= 0xc2 && c <= 0xdf) {
        need = 1, least = 0x80, c &= 0x1f;
    } else if (c >= 0xe0 && c <= 0xef) {
        need = 2, least = 0x800, c &= 0x0f;
    } else if (c >= 0xf0 && c <= 0xf4) {
        need = 3, least = 0x10000, c &= 0x07;
    } else {
        return UTF8_REPLACEMENT;
    }
    if (left <= need)
        return UTF8_REPLACEMENT;
    for (size_t i = 1; i <= need; i++) {
        if (!is_continuation((char)p[i]))
            return UTF8_REPLACEMENT;
        c = c << 6 | (p[i] & 0x3fu);
    }
    if (c < least || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return UTF8_REPLACEMENT;
    *at += need;
    return c;
}

size_t utf8_put(char out[4], uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f));
    out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

/* Where the first byte outside ASCII stands, eight bytes a step. */
static size_t skip_ascii(morgue_str s, size_t at)
{
    while (s.size - at >= 8) {
        uint64_t eight;
        memcpy(&eight, s.data + at, 8);
        if (eight & UINT64_C(0x8080808080808080))
            break;
        at += 8;
    }
    while (at < s.size && (unsigned char)s.data[at] < 0x80)
        at++;
    return at;
}

/* The bytes of the first invalid sequence, or s.size. */
static size_t first_invalid(morgue_str s, size_t at)
{
    while ((at = skip_ascii(s, at)) < s.size) {
        size_t begin = at;
        if (utf8_next(s, &at) == UTF8_REPLACEMENT && at == begin + 1)
            return begin;
    }
    return s.size;
}

bool utf8_is_valid(morgue_str s)
{
    return first_invalid(s, 0) == s.size;
}

size_t utf8_append_valid(buffer *out, morgue_str s)
{
    size_t at = 0, replaced = 0;

    for (;;) {
        size_t bad = first_invalid(s, at);
        buffer_append(out, s.data + at, bad - at);
        if (bad == s.size)
            return replaced;
        buffer_append(out, "\xef\xbf\xbd", 3);
        replaced++;
        at = bad + 1;
    }
}

size_t utf8_floor(morgue_str s, size_t at)
{
    if (at >= s.size)
        return s.size;
    while (at > 0 && is_continuation(s.data[at]))
        at--;
    return at;
}

size_t utf8_length(morgue_str s)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t count = s.size, i = 0;

    for (; s.size - i >= 8; i += 8) {
        uint64_t eight;
        memcpy(&eight, s.data + i, 8);
        eight = eight >> 7 & ~(eight >> 6) & ones; /* 1 where one goes on */
        count -= (eight * ones) >> 56;
    }
    for (; i < s.size; i++)
        count -= is_continuation(s.data[i]);
    return count;
}
