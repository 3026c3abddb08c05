/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * HTTP content encodings: gzip, deflate (zlib's and raw), br, zstd.
 */
#ifndef INFLATE_PAYLOAD_H
#define INFLATE_PAYLOAD_H

#include "buffer.h"

typedef enum inflate_result {
    INFLATE_GOOD,
    INFLATE_BROKEN,  /* out has what came before the fault; maybe nothing */
    INFLATE_LIMIT,   /* out would pass its limit, or it is a bomb */
    INFLATE_UNKNOWN  /* no coding of that name */
} inflate_result;

/* Append `in` to out with the coding taken off. */
inflate_result inflate_payload(buffer *out, morgue_str coding, morgue_str in);

/* "gzip", "zstd" or nothing, by the first bytes. */
morgue_str inflate_payload_sniff(morgue_str in);

#endif
