/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stated_digest.h"

#include "str.h"

#include <openssl/evp.h>

static const struct {
    const char *label, *algorithm;
    size_t size;
} known[] = {
    {"sha1", "SHA1", 20},     {"md5", "MD5", 16},
    {"sha256", "SHA256", 32}, {"sha512", "SHA512", 64},
    {"sha384", "SHA384", 48},
};

/* "SHA-256:", "sha256=": the label up to its ":", a "-" in it left out. */
static bool same_label(morgue_str label, const char *expected)
{
    for (size_t i = 0; i < label.size; i++) {
        if (label.data[i] == '-')
            continue;
        if (*expected == 0 || ascii_lower(label.data[i]) != *expected)
            return false; /* a NUL in the label must not match the end */
        expected++;
    }
    return *expected == 0;
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

/* Letters of so many bits each, most significant first. */
static bool read_bits(stated_digest *out, morgue_str s, int bits,
                      int (*value)(char))
{
    uint32_t held = 0;
    int held_bits = 0;
    size_t count = 0;

    for (size_t i = 0; i < s.size; i++) {
        int v = value(s.data[i]);
        if (v < 0)
            return false;
        held = held << bits | (uint32_t)v;
        held_bits += bits;
        if (held_bits >= 8 && count < out->size) {
            held_bits -= 8;
            out->bytes[count++] = (unsigned char)(held >> held_bits & 0xff);
        }
    }
    return count == out->size;
}

bool stated_digest_parse(stated_digest *out, morgue_str text)
{
    size_t colon = str_find_char(text, ':');
    morgue_str label;

    if (colon == SIZE_MAX)
        colon = str_find_char(text, '=');
    label = str_slice(text, 0, colon);
    text = str_trim(str_slice(text, colon + 1, text.size));
    while (str_ends_with(text, STR("="))) /* base32's padding */
        text.size--;
    if (colon == SIZE_MAX)
        return false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!same_label(label, known[i].label))
            continue;
        *out = (stated_digest){.algorithm = known[i].algorithm,
                               .size = known[i].size};
        if (text.size == out->size * 2)
            return read_bits(out, text, 4, hex_value);
        return text.size == (out->size * 8 + 4) / 5 &&
               read_bits(out, text, 5, base32_value);
    }
    return false;
}

bool stated_digest_holds(const stated_digest *d, morgue_str data)
{
    unsigned char found[EVP_MAX_MD_SIZE];
    unsigned size = 0;

    return EVP_Digest(data.data ? data.data : "", data.size, found, &size,
                      EVP_get_digestbyname(d->algorithm), NULL) == 1 &&
           size == d->size && memcmp(found, d->bytes, size) == 0;
}

bool stated_digest_is(const stated_digest *d, const digest *sha1)
{
    return d->size == sizeof sha1->bytes &&
           memcmp(d->bytes, sha1->bytes, d->size) == 0;
}
