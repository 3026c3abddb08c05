/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "termlist_sorter.h"

#include "error.h"
#include "glass_termlist.h"
#include "huffman_deflate.h"

#include <stdlib.h>

#define NO_RANK UINT32_MAX
#define SAMPLE_EVERY 4 /* document: what the code is made for */

/* A document's list. */
typedef struct termlist {
    unsigned char *begin, *end; /* of its terms; the head has room before */
    uint32_t before;            /* rank of the last one */
} termlist;

struct termlist_sorter {
    const inverter *inverter;
    termlist *lists; /* by docid - 1 */
    unsigned char *block;
};

static size_t block_size(const inverter *v)
{
    return (size_t)inverter_count(v) * GLASS_TERMLIST_HEAD +
           (size_t)inverter_termlists_max(v);
}

uint64_t termlist_sorter_memory(const inverter *v)
{
    return block_size(v) + (uint64_t)inverter_count(v) * sizeof(termlist);
}

termlist_sorter *termlist_sorter_new(const inverter *v)
{
    termlist_sorter *s = calloc(1, sizeof *s);
    unsigned char *at;

    if (s == NULL)
        return NULL;
    s->inverter = v;
    s->lists = malloc(((size_t)inverter_count(v) + 1) * sizeof *s->lists);
    s->block = malloc(block_size(v) + 1);
    if (s->lists == NULL || s->block == NULL) {
        termlist_sorter_free(s);
        return NULL;
    }
    at = s->block;
    for (uint32_t docid = 1; docid <= inverter_count(v); docid++) {
        at += GLASS_TERMLIST_HEAD;
        s->lists[docid - 1] = (termlist){at, at, NO_RANK};
        at += inverter_document_at(v, docid).termlist_max;
    }
    return s;
}

void termlist_sorter_free(termlist_sorter *s)
{
    if (s == NULL)
        return;
    free(s->lists);
    free(s->block);
    free(s);
}

void termlist_sorter_add(termlist_sorter *s, uint32_t docid, uint32_t rank,
                         morgue_str term, uint32_t wdf)
{
    termlist *list = s->lists + docid - 1;
    size_t reuse;

    if (list->before == NO_RANK) {
        list->end += glass_termlist_put_first(list->end, term, wdf);
    } else {
        reuse = inverter_common_prefix(s->inverter, list->before, rank);
        list->end += glass_termlist_put(
            list->end, inverter_term_size(s->inverter, list->before), reuse,
            str_make(term.data + reuse, term.size - reuse), wdf);
    }
    list->before = rank;
}

/* The head goes right before the terms. */
static morgue_str whole_tag(const termlist *list, inverter_document known)
{
    unsigned char head[GLASS_TERMLIST_HEAD];
    unsigned char *begin = list->begin;

    if (known.terms) {
        size_t size =
            glass_termlist_put_head(head, known.length, known.terms);
        begin -= size;
        memcpy(begin, head, size);
    }
    return str_make((const char *)begin, (size_t)(list->end - begin));
}

/* The lists of a segment are much alike, and one code is made for all. */
static void make_code(const termlist_sorter *s, huffman_code *code)
{
    uint32_t documents = inverter_count(s->inverter), sampled = 0;
    uint32_t counts[HUFFMAN_BYTES] = {0};

    for (uint32_t i = 0; i < documents; i += SAMPLE_EVERY, sampled++) {
        const termlist *list = s->lists + i;
        huffman_count(counts, str_make((const char *)list->begin,
                                       (size_t)(list->end - list->begin)));
    }
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

    for (uint32_t i = 0; i < inverter_count(s->inverter); i++) {
        size_t size = (size_t)(s->lists[i].end - s->lists[i].begin);
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
                   whole_tag(s->lists + docid - 1,
                             inverter_document_at(s->inverter, docid)));
        write_slots(&slots, table, key, key_size);
    }
    free(room);
    return true;
}
