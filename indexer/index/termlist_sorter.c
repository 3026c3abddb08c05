/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "termlist_sorter.h"

#include "array_grow.h"
#include "glass_termlist.h"
#include "huffman_deflate.h"

#include <stdlib.h>

#define SAMPLE_EVERY 4 /* document: what the code is made for */
#define CACHE_LINE 64

/* A document's list, half a cache line: all that another term of it asks. */
typedef struct termlist {
    unsigned char *end; /* of its terms */
    ranked_term before; /* the last one; of size 0: there is none yet */
} termlist;

struct termlist_sorter {
    const inverter *inverter;
    termlist *lists; /* by docid - 1 */
    size_t list_capacity;
    unsigned char **begins; /* of their terms; the head has room before */
    size_t begin_capacity;
    unsigned char *block;
    size_t block_capacity;
    ranked_term term; /* whose documents are being told */
    const char *term_bytes;
};

static size_t block_size(const inverter *v)
{
    return (size_t)inverter_count(v) * GLASS_TERMLIST_HEAD +
           (size_t)inverter_termlists_max(v);
}

uint64_t termlist_sorter_memory(const inverter *v)
{
    return block_size(v) + (uint64_t)inverter_count(v) *
                               (sizeof(termlist) + sizeof(unsigned char *));
}

termlist_sorter *termlist_sorter_new(void)
{
    return calloc(1, sizeof(termlist_sorter));
}

void termlist_sorter_free(termlist_sorter *s)
{
    if (s == NULL)
        return;
    free(s->lists);
    free(s->begins);
    free(s->block);
    free(s);
}

bool termlist_sorter_start(termlist_sorter *s, const inverter *v)
{
    size_t count = inverter_count(v);
    unsigned char *at;

    s->inverter = v;
    if (!array_grow(&s->lists, &s->list_capacity, count, sizeof *s->lists) ||
        !array_grow(&s->begins, &s->begin_capacity, count,
                    sizeof *s->begins) ||
        !array_grow(&s->block, &s->block_capacity, block_size(v), 1))
        return false;
    at = s->block;
    for (uint32_t docid = 1; docid <= count; docid++) {
        at += GLASS_TERMLIST_HEAD;
        s->begins[docid - 1] = at;
        s->lists[docid - 1] = (termlist){at, {{0, 0}, 0, 0}};
        at += inverter_document_at(v, docid).termlist_max;
    }
    return true;
}

void termlist_sorter_begin(termlist_sorter *s, uint32_t rank, morgue_str term)
{
    s->term = inverter_ranked(s->inverter, rank);
    s->term_bytes = term.data;
}

void termlist_sorter_add(termlist_sorter *s, uint32_t docid, uint32_t wdf)
{
    termlist *list = s->lists + docid - 1;
    size_t size = s->term.size, reuse;

    if (list->before.size == 0) {
        list->end += glass_termlist_put_first(
            list->end, str_make(s->term_bytes, size), wdf);
    } else {
        reuse = inverter_common_prefix(s->inverter, &list->before, &s->term);
        list->end += glass_termlist_put(
            list->end, list->before.size, reuse,
            str_make(s->term_bytes + reuse, size - reuse), wdf);
    }
    list->before = s->term;
    /* Other documents' lists come before more of this one. */
    __builtin_prefetch(list->end + CACHE_LINE, 1);
}

static morgue_str list_terms(const termlist_sorter *s, uint32_t docid)
{
    const unsigned char *begin = s->begins[docid - 1];

    return str_make((const char *)begin,
                    (size_t)(s->lists[docid - 1].end - begin));
}

/* The head goes right before the terms. */
static morgue_str whole_tag(const termlist_sorter *s, uint32_t docid)
{
    inverter_document known = inverter_document_at(s->inverter, docid);
    unsigned char head[GLASS_TERMLIST_HEAD];
    unsigned char *begin = s->begins[docid - 1];

    if (known.terms) {
        size_t size =
            glass_termlist_put_head(head, known.length, known.terms);
        begin -= size;
        memcpy(begin, head, size);
    }
    return str_make((const char *)begin,
                    (size_t)(s->lists[docid - 1].end - begin));
}

/* The lists of a segment are much alike, and one code is made for all. */
static void make_code(const termlist_sorter *s, huffman_code *code)
{
    uint32_t documents = inverter_count(s->inverter), sampled = 0;
    uint32_t counts[HUFFMAN_BYTES] = {0};

    for (uint32_t i = 0; i < documents; i += SAMPLE_EVERY, sampled++)
        huffman_count(counts, list_terms(s, i + 1));
    huffman_code_make(code, counts, sampled + 1);
}

/* Deflated into `room` where that makes it smaller. */
static void write_list(const huffman_code *code, unsigned char *room,
                       glass_table *table, morgue_str key, morgue_str tag)
{
    size_t size = tag.size;

    if (size > GLASS_COMPRESS_MIN)
        size = huffman_deflate(code, room, tag);
    if (size < tag.size)
        glass_table_add_coded(table, key, str_make((char *)room, size), true,
                              tag.size >= GLASS_INFLATED_MAX ? GLASS_TAIL : 0);
    else
        glass_table_add_coded(table, key, tag, false, 0);
}

/* The slots stand right behind the terms, their key ends in a NUL. */
static void write_slots(morgue_str *slots, glass_table *table,
                        unsigned char *key, size_t key_size)
{
    uint64_t size = 0;

    varint_take(slots, &size);
    if (size) {
        key[key_size] = 0;
        glass_table_add(table, str_make((const char *)key, key_size + 1),
                        str_make(slots->data, (size_t)size));
    }
    *slots = str_slice(*slots, (size_t)size, slots->size);
}

/* Bytes of the longest list, with its head, deflated. */
static size_t longest_deflated(const termlist_sorter *s)
{
    size_t longest = 0;

    for (uint32_t docid = 1; docid <= inverter_count(s->inverter); docid++) {
        size_t size = list_terms(s, docid).size;
        if (size > longest)
            longest = size;
    }
    return HUFFMAN_DEFLATED_MAX(GLASS_TERMLIST_HEAD + longest);
}

bool termlist_sorter_write(const termlist_sorter *s, morgue_str slots,
                           glass_table *table)
{
    unsigned char *room = malloc(longest_deflated(s));
    huffman_code code;

    if (room == NULL)
        return false;
    make_code(s, &code);
    for (uint32_t docid = 1; docid <= inverter_count(s->inverter); docid++) {
        unsigned char key[GLASS_SORT_MAX + 1];
        size_t key_size = glass_put_sort(key, docid);
        write_list(&code, room, table, str_make((const char *)key, key_size),
                   whole_tag(s, docid));
        write_slots(&slots, table, key, key_size);
    }
    free(room);
    return true;
}
