/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Views of bytes: morgue_str.  They borrow, and never own.
 */
#ifndef STR_H
#define STR_H

#include "morgue.h"

#include <string.h>

/* A view of a string literal. */
#define STR(literal) ((morgue_str){(literal), sizeof(literal) - 1})

static inline morgue_str str_of(const char *terminated)
{
    morgue_str s = {terminated, terminated ? strlen(terminated) : 0};
    return s;
}

static inline morgue_str str_make(const char *data, size_t size)
{
    morgue_str s = {data, size};
    return s;
}

/* [begin, end) of s; both are cut to its size. */
morgue_str str_slice(morgue_str s, size_t begin, size_t end);

bool str_equal(morgue_str a, morgue_str b);

/* ASCII letters compare without case. */
bool str_equal_nocase(morgue_str a, morgue_str b);
bool str_starts_with(morgue_str s, morgue_str prefix);
bool str_starts_with_nocase(morgue_str s, morgue_str prefix);
bool str_ends_with(morgue_str s, morgue_str suffix);
bool str_ends_with_nocase(morgue_str s, morgue_str suffix);

/* Bytewise order, the shorter first when one begins the other. */
int str_compare(morgue_str a, morgue_str b);

/* The same with a literal, which is looked at no further than they agree: for
 * tables that are searched by halves. */
static inline int str_compare_literal(morgue_str a, const char *literal)
{
    for (size_t i = 0; i < a.size; i++) {
        unsigned char one = (unsigned char)a.data[i];
        unsigned char other = (unsigned char)literal[i];
        if (other == 0)
            return 1;
        if (one != other)
            return one < other ? -1 : 1;
    }
    return literal[a.size] ? -1 : 0;
}

/* The byte where needle first stands in s, or SIZE_MAX. */
size_t str_find(morgue_str s, morgue_str needle);
size_t str_find_nocase(morgue_str s, morgue_str needle);
size_t str_find_char(morgue_str s, char c);

/* Without ASCII white space at both ends. */
morgue_str str_trim(morgue_str s);

/*
 * Cut the next line off *rest, without its LF or CRLF.  False when *rest is
 * empty.
 */
bool str_next_line(morgue_str *rest, morgue_str *line);

/*
 * A decimal number that is all of s, at most max.  False when it is not one.
 */
bool str_to_u64(morgue_str s, uint64_t max, uint64_t *out);

static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static inline bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_alpha(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

#endif
