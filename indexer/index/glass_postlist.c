/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_postlist.h"

#include <assert.h>

void glass_postlist_init(glass_postlist *p, glass_table *table)
{
    p->table = table;
    p->size = 0;
}

static void begin(glass_postlist *p, size_t key_size, size_t prefix_size,
                  uint64_t documents, uint64_t occurrences)
{
    p->key_size = key_size;
    p->prefix_size = prefix_size;
    p->documents = documents;
    p->occurrences = occurrences;
    p->is_first = true;
    p->size = 0;
}

void glass_postlist_begin(glass_postlist *p, morgue_str term,
                          uint64_t documents, uint64_t occurrences)
{
    size_t size = glass_put_key_string(p->key, term);

    p->key[size] = 0;
    begin(p, size, size + 1, documents, occurrences);
}

void glass_postlist_begin_packed(glass_postlist *p, morgue_str packed,
                                 uint64_t documents, uint64_t occurrences)
{
    assert(packed.size <= GLASS_KEY_MAX);
    memcpy(p->key, packed.data, packed.size);
    p->key[packed.size] = 0;
    begin(p, packed.size, packed.size + 1, documents, occurrences);
}

void glass_postlist_begin_lengths(glass_postlist *p)
{
    p->key[0] = 0;
    p->key[1] = 0xe0;
    begin(p, 2, 2, 0, 0);
}

/* The head ends where the entries begin, so that both are one tag. */
static void write_chunk(glass_postlist *p, bool is_last)
{
    size_t key_size = p->key_size, head_size = 0;
    unsigned char head[GLASS_CHUNK_HEAD], *tag;

    if (p->is_first) {
        head_size += varint_put(head, p->documents);
        head_size += varint_put(head + head_size, p->occurrences);
        head_size += varint_put(head + head_size, p->first - 1);
    } else {
        key_size = p->prefix_size;
        key_size += glass_put_sort(p->key + key_size, p->first);
    }
    head[head_size++] = is_last ? '1' : '0';
    head_size += varint_put(head + head_size, p->last - p->first);
    tag = p->tag + GLASS_CHUNK_HEAD - head_size;
    memcpy(tag, head, head_size);
    glass_table_add(p->table, str_make((const char *)p->key, key_size),
                    str_make((const char *)tag, head_size + p->size));
    p->is_first = false;
    p->size = 0;
}

void glass_postlist_add(glass_postlist *p, uint32_t docid, uint32_t wdf)
{
    unsigned char *entries = p->tag + GLASS_CHUNK_HEAD;

    if (p->size >= GLASS_CHUNK_SIZE)
        write_chunk(p, false);
    if (p->size == 0)
        p->first = docid;
    else
        p->size += varint_put(entries + p->size, docid - p->last - 1);
    p->size += varint_put(entries + p->size, wdf);
    p->last = docid;
}

void glass_postlist_add_entries(glass_postlist *p, uint32_t first,
                                uint32_t last, morgue_str entries)
{
    unsigned char *out = p->tag + GLASS_CHUNK_HEAD;

    assert(entries.size <= GLASS_ENTRIES_MAX);
    if (p->size && p->size + VARINT_MAX + entries.size > GLASS_CHUNK_SIZE)
        write_chunk(p, false);
    if (p->size == 0)
        p->first = first;
    else
        p->size += varint_put(out + p->size, first - p->last - 1);
    memcpy(out + p->size, entries.data, entries.size);
    p->size += entries.size;
    p->last = last;
}

void glass_postlist_end(glass_postlist *p)
{
    if (p->size)
        write_chunk(p, true);
}
