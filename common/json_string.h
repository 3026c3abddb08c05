/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Strings as JSON writes them, appended to a buffer.
 */
#ifndef JSON_STRING_H
#define JSON_STRING_H

#include "buffer.h"

/* Quotes and escapes; bytes that are no UTF-8 become U+FFFD. */
void json_append_string(buffer *out, morgue_str s);

/* The same, but null for an empty string. */
void json_append_string_or_null(buffer *out, morgue_str s);

#endif
