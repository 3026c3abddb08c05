/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Digests of payloads, as WARC writes them: sha1:BASE32, 32 letters.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include "morgue.h"

#define DIGEST_SHA1_BYTES 20
#define DIGEST_TEXT_MAX 40 /* "sha1:", 32 letters, NUL */

typedef struct digest {
    unsigned char bytes[DIGEST_SHA1_BYTES];
} digest;

digest digest_sha1(morgue_str data);

/* "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ" */
void digest_format(const digest *d, char out[DIGEST_TEXT_MAX]);

/* A fast 64-bit hash of bytes (XXH3), for tables and fingerprints. */
uint64_t hash_bytes(morgue_str data, uint64_t seed);

#endif
