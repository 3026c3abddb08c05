/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "digest.h"

#include "str.h"

#include <openssl/evp.h>

#define XXH_INLINE_ALL
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

uint64_t hash_bytes(morgue_str data, uint64_t seed)
{
    return XXH3_64bits_withSeed(data.data ? data.data : "", data.size, seed);
}
