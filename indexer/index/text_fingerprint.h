/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A hash of the words of a text in their order, by which copies of it are
 * known.  The folded words are gathered, a NUL behind each, and hashed some
 * thousands of bytes at once: word by word took a tenth of the analysis.
 */
#ifndef TEXT_FINGERPRINT_H
#define TEXT_FINGERPRINT_H

#include "analyzer.h"
#include "digest.h"
#include "str.h"

#define FINGERPRINT_WORDS ((size_t)4096) /* bytes hashed at once */

typedef struct text_fingerprint {
    uint64_t hash; /* of what stands in words no more; 0: nothing yet */
    size_t size;
    char words[FINGERPRINT_WORDS + TERM_MAX + TERM_PADDED];
} text_fingerprint;

static inline void text_fingerprint_begin(text_fingerprint *f)
{
    f->hash = f->size = 0;
}

/* The hash of all words so far; 0: there were none. */
static inline uint64_t text_fingerprint_hash(text_fingerprint *f)
{
    if (f->size > 0)
        f->hash = hash_bytes(str_make(f->words, f->size), f->hash);
    f->size = 0;
    return f->hash;
}

/* The term of a token, with the NULs behind it. */
static inline void text_fingerprint_add(text_fingerprint *f, morgue_str term)
{
    char *to = f->words + f->size;

    if (term.size < TERM_PADDED) {
        memcpy(to, term.data, TERM_PADDED);
    } else {
        memcpy(to, term.data, term.size);
        to[term.size] = 0;
    }
    f->size += term.size + 1;
    if (f->size >= FINGERPRINT_WORDS)
        text_fingerprint_hash(f);
}

#endif
