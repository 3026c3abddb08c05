/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What MIME puts text into: transfer encodings (RFC 2045) and encoded words in
 * heads (RFC 2047).
 */
#ifndef MIME_CODING_H
#define MIME_CODING_H

#include "arena.h"
#include "buffer.h"

/*
 * Append what stands in base64 or in quoted-printable.  Both take what mailers
 * and hands did to it: what is no letter of base64 is passed over, a "=" that
 * begins nothing stands for itself.
 */
void mime_decode_base64(buffer *out, morgue_str s);
void mime_decode_quoted_printable(buffer *out, morgue_str s);

/* The byte that two hexadecimal digits at the place mean; -1: they are none. */
int mime_hex_byte(morgue_str s, size_t at);

/* A body by the name of its encoding: decoded in the arena, or as it is. */
morgue_str mime_decode(arena *a, morgue_str body, morgue_str encoding);

/*
 * A field's value as UTF-8: encoded words resolved, bytes beyond ASCII that
 * stand there all the same taken for what they look like.
 */
morgue_str mime_words(arena *a, morgue_str value);

#endif
