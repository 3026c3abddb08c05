/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unique_key.h"

#include "field.h"
#include "heap.h"
#include "stated_digest.h"
#include "str.h"

#include <stdlib.h>

static unique_key make_key(morgue_str url, const unsigned char *digest_bytes,
                           size_t size)
{
    morgue_str bytes = str_make((const char *)digest_bytes, size);
    unique_key key = {hash_bytes(bytes, hash_bytes(url, 1)),
                      hash_bytes(bytes, hash_bytes(url, 2))};

    return key;
}

unique_key unique_key_of(const record *r)
{
    return make_key(r->url, r->digest.bytes, sizeof r->digest.bytes);
}

bool unique_key_claimed(unique_key *out, const record *r, morgue_str url)
{
    stated_digest stated;

    if (!stated_digest_parse(&stated, r->claimed_payload_digest))
        return false;
    *out = make_key(url, stated.bytes, stated.size);
    return true;
}

unique_key unique_key_url(morgue_str url_term)
{
    unique_key key = {hash_bytes(url_term, 3), hash_bytes(url_term, 4)};

    return key;
}

static morgue_str behind_head(morgue_str block)
{
    size_t crlf = str_find(block, STR("\r\n\r\n"));
    size_t lf = str_find(str_slice(block, 0, crlf), STR("\n\n"));

    if (lf != SIZE_MAX)
        return str_slice(block, lf + 2, block.size);
    return crlf == SIZE_MAX ? block : str_slice(block, crlf + 4, block.size);
}

void unique_key_digest(record *r)
{
    morgue_str block = buffer_view(&r->block);

    if (r->has_digest)
        return;
    r->digest = digest_sha1(r->is_http ? behind_head(block) : block);
    r->has_digest = true;
}

static void format_half(char *out, uint64_t half)
{
    for (int i = 16; i-- > 0; half >>= 4)
        out[i] = "0123456789abcdef"[half & 15];
}

morgue_str unique_key_term(unique_key key, char out[UNIQUE_TERM_MAX])
{
    memcpy(out, PREFIX_UNIQUE, 1);
    format_half(out + 1, key.high);
    format_half(out + 17, key.low);
    out[UNIQUE_TERM_MAX - 1] = 0;
    return str_make(out, UNIQUE_TERM_MAX - 1);
}

static bool parse_half(uint64_t *out, const char *digits)
{
    *out = 0;
    for (int i = 0; i < 16; i++) {
        char c = digits[i];
        if (!ascii_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        *out = *out << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return true;
}

bool unique_key_parse(unique_key *out, morgue_str term)
{
    return term.size == UNIQUE_TERM_MAX - 1 && term.data[0] == 'Q' &&
           parse_half(&out->high, term.data + 1) &&
           parse_half(&out->low, term.data + 17);
}

/* ---- The set: open addressing, at most three quarters full ---- */

struct key_set {
    unique_key *slots; /* all zero: free */
    size_t capacity, count; /* capacity is a power of two */
};

key_set *key_set_new(void)
{
    key_set *s = heap_new(1, sizeof *s);

    s->capacity = 1024;
    s->slots = heap_new(s->capacity, sizeof *s->slots);
    return s;
}

void key_set_free(key_set *s)
{
    if (s == NULL)
        return;
    free(s->slots);
    free(s);
}

/* The slot that holds the key or is free for it. */
static unique_key *find(const key_set *s, unique_key key)
{
    size_t i = key.low & (s->capacity - 1);

    for (;;) {
        unique_key *slot = &s->slots[i];
        if ((slot->high == key.high && slot->low == key.low) ||
            (slot->high == 0 && slot->low == 0))
            return slot;
        i = (i + 1) & (s->capacity - 1);
    }
}

static void grow(key_set *s)
{
    key_set old = *s;

    s->capacity *= 2;
    s->slots = heap_new(s->capacity, sizeof *s->slots);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].high != 0 || old.slots[i].low != 0)
            *find(s, old.slots[i]) = old.slots[i];
    free(old.slots);
}

bool key_set_add(key_set *s, unique_key key)
{
    unique_key *slot;

    if (s->count >= s->capacity / 4 * 3)
        grow(s);
    slot = find(s, key);
    if (slot->high == key.high && slot->low == key.low)
        return false;
    *slot = key;
    s->count++;
    return true;
}

bool key_set_has(const key_set *s, unique_key key)
{
    const unique_key *slot = find(s, key);

    return slot->high == key.high && slot->low == key.low;
}
