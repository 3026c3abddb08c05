/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * UTF-8, as RFC 3629 has it: no surrogates, no overlong forms, nothing above
 * U+10FFFF.
 */
#ifndef UTF8_H
#define UTF8_H

#include "buffer.h"

#define UTF8_REPLACEMENT 0xfffdu

/*
 * Decode the code point at s[*at] and step over it; *at must be below s.size.
 * A byte that begins no valid sequence gives UTF8_REPLACEMENT and one step.
 */
uint32_t utf8_next(morgue_str s, size_t *at);

/* Write a code point; returns its 1 to 4 bytes. */
size_t utf8_put(char out[4], uint32_t code_point);

bool utf8_is_valid(morgue_str s);

/* Append s with every invalid byte replaced; returns how many there were. */
size_t utf8_append_valid(buffer *out, morgue_str s);

/* The largest offset <= at that does not split a code point of valid s. */
size_t utf8_floor(morgue_str s, size_t at);

/* Code points in valid s. */
size_t utf8_length(morgue_str s);

#endif
