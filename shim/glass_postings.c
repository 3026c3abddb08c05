/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_postings.h"

/* So many documents on it is quicker to read than to look up. */
#define NEAR_DOCIDS 100

/* A number of 32 bits; false when the chunk has no whole one. */
static inline bool take(const unsigned char **at, const unsigned char *end,
                        uint32_t *out)
{
    uint32_t value = 0;

    for (unsigned shift = 0; *at < end && shift < 35; shift += 7) {
        unsigned char c = *(*at)++;
        value |= (uint32_t)(c & 0x7f) << shift;
        if (c < 0x80) {
            *out = value;
            return true;
        }
    }
    return false;
}

static bool damaged(glass_walk *w)
{
    if (w->status == MORGUE_OK)
        w->status = MORGUE_ECORRUPT;
    return false;
}

/* ---- Postings ---- */

/* `first` is the docid of the chunk that begins at p->at. */
static bool open_chunk(glass_postings *p, uint32_t first)
{
    uint32_t span;

    if (p->at == p->end)
        return damaged(&p->walk);
    p->is_last = *p->at++ == '1';
    if (!take(&p->at, p->end, &span) || !take(&p->at, p->end, &p->wdf) ||
        span > UINT32_MAX - first)
        return damaged(&p->walk);
    p->docid = first;
    p->last = first + span;
    return true;
}

static bool open_first(glass_postings *p)
{
    morgue_str tag = p->walk.tag;
    uint64_t occurrences, before;

    if (!varint_take(&tag, &p->documents) || !varint_take(&tag, &occurrences) ||
        !varint_take(&tag, &before) || before >= UINT32_MAX)
        return damaged(&p->walk);
    p->at = (const unsigned char *)tag.data;
    p->end = p->at + tag.size;
    return open_chunk(p, (uint32_t)before + 1);
}

/* The key of the entry is the list's with a docid behind it. */
static bool open_further(glass_postings *p)
{
    morgue_str key = p->walk.key;
    uint32_t first;

    if (key.size <= p->key_size || memcmp(key.data, p->key, p->key_size) != 0)
        return damaged(&p->walk);
    key = str_slice(key, p->key_size, key.size);
    if (!glass_take_sort(&key, &first) || key.size > 0 || first <= p->docid)
        return damaged(&p->walk);
    p->at = (const unsigned char *)p->walk.tag.data;
    p->end = p->at + p->walk.tag.size;
    return open_chunk(p, first);
}

/* The first chunk's key is `size` bytes of what the others begin with. */
static bool open_list(glass_postings *p, size_t size)
{
    return glass_walk_find(&p->walk, str_make((const char *)p->key, size)) &&
           open_first(p);
}

bool glass_postings_open(glass_postings *p, const glass_map *postlist,
                         morgue_str term)
{
    size_t size = glass_key_string_size(term);

    *p = (glass_postings){0};
    glass_walk_init(&p->walk, postlist);
    if (term.size == 0 || size >= GLASS_KEY_MAX)
        return false;
    p->key_size = glass_put_key_string(p->key, term) + 1;
    p->key[size] = 0;
    return open_list(p, size);
}

bool glass_postings_open_lengths(glass_postings *p, const glass_map *postlist)
{
    *p = (glass_postings){.key = {0, 0xe0}, .key_size = 2};
    glass_walk_init(&p->walk, postlist);
    return open_list(p, 2);
}

void glass_postings_free(glass_postings *p)
{
    glass_walk_free(&p->walk);
}

static bool next_chunk(glass_postings *p)
{
    if (p->is_last)
        return false;
    return glass_walk_next(&p->walk) ? open_further(p) : damaged(&p->walk);
}

bool glass_postings_next_long(glass_postings *p)
{
    uint32_t step;

    if (p->at == p->end)
        return next_chunk(p);
    if (!take(&p->at, p->end, &step) || !take(&p->at, p->end, &p->wdf) ||
        step >= p->last - p->docid)
        return damaged(&p->walk);
    p->docid += step + 1;
    return true;
}

/* To the chunk that has the docid, or else ends before it; not back. */
static bool find_chunk(glass_postings *p, uint32_t docid)
{
    size_t size = p->key_size + glass_put_sort(p->key + p->key_size, docid);
    unsigned item = p->walk.item;
    uint32_t block = p->walk.block;

    if (!glass_walk_find_before(&p->walk, str_make((const char *)p->key, size)))
        return damaged(&p->walk);
    return (p->walk.block == block && p->walk.item == item) || open_further(p);
}

bool glass_postings_skip(glass_postings *p, uint32_t docid)
{
    if (docid > p->last && !p->is_last && !next_chunk(p))
        return false;
    if (docid > p->last && !p->is_last && !find_chunk(p, docid))
        return false;
    if (docid > p->last && p->is_last)
        return false;
    while (p->docid < docid)
        if (!glass_postings_next(p))
            return false;
    return true;
}

morgue_status glass_postings_count(const glass_map *postlist, morgue_str term,
                                   uint64_t *out)
{
    glass_postings p;
    morgue_status status;

    *out = glass_postings_open(&p, postlist, term) ? p.documents : 0;
    status = p.walk.status;
    glass_postings_free(&p);
    return status;
}

/* ---- Values ---- */

void glass_slot_open(glass_slot *s, const glass_map *postlist, uint32_t slot)
{
    *s = (glass_slot){.key = {0, 0xd8}};
    s->key_size = 2 + varint_put(s->key + 2, slot);
    glass_walk_init(&s->walk, postlist);
}

void glass_slot_free(glass_slot *s)
{
    glass_walk_free(&s->walk);
}

static bool take_value(glass_slot *s)
{
    uint32_t size;

    if (!take(&s->at, s->end, &size) || size > (size_t)(s->end - s->at))
        return damaged(&s->walk);
    s->value = str_make((const char *)s->at, size);
    s->at += size;
    return true;
}

/* The entry that the walk is at, as a chunk of the slot; false when it is of
 * another. */
static bool open_values(glass_slot *s)
{
    morgue_str key = s->walk.key;

    if (key.size <= s->key_size || memcmp(key.data, s->key, s->key_size) != 0)
        return false;
    key = str_slice(key, s->key_size, key.size);
    if (!glass_take_sort(&key, &s->docid) || key.size > 0)
        return damaged(&s->walk);
    s->at = (const unsigned char *)s->walk.tag.data;
    s->end = s->at + s->walk.tag.size;
    return take_value(s);
}

static bool next_value(glass_slot *s)
{
    uint32_t step;

    if (s->at == s->end)
        return glass_walk_next(&s->walk) && open_values(s);
    if (!take(&s->at, s->end, &step) || step >= UINT32_MAX - s->docid)
        return damaged(&s->walk);
    s->docid += step + 1;
    return take_value(s);
}

/* The chunk that begins at the docid or before it, or else the first. */
static bool find_values(glass_slot *s, uint32_t docid)
{
    size_t size = s->key_size + glass_put_sort(s->key + s->key_size, docid);
    unsigned item = s->walk.item;
    uint32_t block = s->walk.block;

    if (!glass_walk_find_before(&s->walk, str_make((const char *)s->key, size)))
        return false;
    if (s->docid > 0 && s->walk.block == block && s->walk.item == item)
        return true;
    return open_values(s) || (s->walk.status == MORGUE_OK &&
                              glass_walk_next(&s->walk) && open_values(s));
}

bool glass_slot_skip(glass_slot *s, uint32_t docid)
{
    bool is_near =
        s->docid > 0 && (s->docid >= docid || docid - s->docid < NEAR_DOCIDS);

    if (!is_near && !find_values(s, docid))
        return false;
    while (s->docid < docid)
        if (!next_value(s))
            return false;
    return true;
}
