/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What tells a record apart: its URL and the digest of its payload.  Two
 * records with the same key are one thing archived twice.
 */
#ifndef UNIQUE_KEY_H
#define UNIQUE_KEY_H

#include "record.h"

typedef struct unique_key {
    uint64_t high, low;
} unique_key;

unique_key unique_key_of(const record *r);

/*
 * Revisits name what they repeat by the digest that its archive claimed, which
 * need not be ours: some crawlers take off chunks first, some don't, some use
 * SHA-256.  The key under which a revisit of the URL finds the record; false
 * when no digest is claimed.
 */
bool unique_key_claimed(unique_key *out, const record *r, morgue_str url);

/* The key of whatever was read of a URL, by its term. */
unique_key unique_key_url(morgue_str url_term);

/*
 * The digest of what the record holds behind an HTTP head, for a record whose
 * archive named none.
 */
void unique_key_digest(record *r);

/* "Q", 32 hexadecimal digits, NUL. */
#define UNIQUE_TERM_MAX 34
morgue_str unique_key_term(unique_key key, char out[UNIQUE_TERM_MAX]);
bool unique_key_parse(unique_key *out, morgue_str term);

/* A growing set of keys. */
typedef struct key_set key_set;
key_set *key_set_new(void);
void key_set_free(key_set *s);

/* Whether the key was not in the set; it is now. */
bool key_set_add(key_set *s, unique_key key);
bool key_set_has(const key_set *s, unique_key key);

#endif
