/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "digest.h"

#include "str.h"

#include <openssl/evp.h>
#include <xxhash.h>

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

digest digest_sha1(morgue_str data)
{
    digest d = {{0}};

    EVP_Digest(data.data ? data.data : "", data.size, d.bytes, NULL,
               EVP_sha1(), NULL);
    return d;
}

void digest_format(const digest *d, char out[DIGEST_TEXT_MAX])
{
    char *p = out;

    memcpy(p, "sha1:", 5);
    p += 5;
    for (int i = 0; i < DIGEST_SHA1_BYTES; i += 5) { /* 40 bits, 8 letters */
        uint64_t five = 0;
        for (int j = 0; j < 5; j++)
            five = five << 8 | d->bytes[i + j];
        for (int shift = 35; shift >= 0; shift -= 5)
            *p++ = base32[five >> shift & 31];
    }
    *p = 0;
}

static int base32_value(char c)
{
    c = ascii_lower(c);
    if (c >= 'a' && c <= 'z')
        return c - 'a';
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

static int hex_value(char c)
{
    c = ascii_lower(c);
    if (ascii_is_digit(c))
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool parse_bits(digest *out, morgue_str s, int bits, int (*value)(char))
{
    uint32_t held = 0;
    int held_bits = 0, count = 0;

    for (size_t i = 0; i < s.size; i++) {
        int v = value(s.data[i]);
        if (v < 0)
            return false;
        held = held << bits | (uint32_t)v;
        held_bits += bits;
        if (held_bits >= 8) {
            held_bits -= 8;
            out->bytes[count++] = (unsigned char)(held >> held_bits & 0xff);
        }
    }
    return count == DIGEST_SHA1_BYTES;
}

bool digest_parse(digest *out, morgue_str text)
{
    if (!str_starts_with_nocase(text, STR("sha1:")))
        return false;
    text = str_slice(text, 5, text.size);
    if (text.size == 32)
        return parse_bits(out, text, 5, base32_value);
    return text.size == 40 && parse_bits(out, text, 4, hex_value);
}

uint64_t hash_bytes(morgue_str data, uint64_t seed)
{
    return XXH3_64bits_withSeed(data.data ? data.data : "", data.size, seed);
}
