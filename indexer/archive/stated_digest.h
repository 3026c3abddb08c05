/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A digest as an archive states it: "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
 * "sha-256:2c26b4...", of MD5, SHA-1, SHA-256, SHA-384 or SHA-512, in base32
 * or hexadecimal, whatever the case.
 */
#ifndef STATED_DIGEST_H
#define STATED_DIGEST_H

#include "digest.h"

#define STATED_DIGEST_MAX 64

typedef struct stated_digest {
    const char *algorithm; /* "SHA1": static */
    unsigned char bytes[STATED_DIGEST_MAX];
    size_t size;
} stated_digest;

/* False when it is none of these. */
bool stated_digest_parse(stated_digest *out, morgue_str text);

/* It is the digest of these bytes. */
bool stated_digest_holds(const stated_digest *d, morgue_str data);

/* It is that SHA-1. */
bool stated_digest_is(const stated_digest *d, const digest *sha1);

#endif
