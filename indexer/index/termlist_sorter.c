/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "termlist_sorter.h"

#include "error.h"
#include "glass_termlist.h"

#include <stdlib.h>

#define FETCH_AHEAD 8u /* terms; their records are all over the memory */

/* A wdf that does not fit eight bits stands beside. */
#define WDF_BESIDE 255u

typedef struct great_wdf {
    uint32_t docid, rank, wdf;
} great_wdf;

struct termlist_sorter {
    uint32_t *entries; /* rank << 8 | wdf */
    uint64_t *ends;    /* of each document's, so far; by docid - 1 */
    great_wdf *great;
    size_t great_count, great_capacity;
    bool no_memory;
};

uint64_t termlist_sorter_memory(const inverter *v)
{
    return inverter_postings(v) * sizeof(uint32_t) +
           (uint64_t)inverter_count(v) * sizeof(uint64_t);
}

termlist_sorter *termlist_sorter_new(const inverter *v)
{
    termlist_sorter *s = calloc(1, sizeof *s);
    uint64_t end = 0;

    if (s == NULL)
        return NULL;
    s->entries = malloc((size_t)(inverter_postings(v) + 1) * sizeof(uint32_t));
    s->ends = malloc(((size_t)inverter_count(v) + 1) * sizeof(uint64_t));
    if (s->entries == NULL || s->ends == NULL) {
        termlist_sorter_free(s);
        return NULL;
    }
    for (uint32_t docid = 1; docid <= inverter_count(v); docid++) {
        s->ends[docid - 1] = end;
        end += inverter_document_at(v, docid).terms;
    }
    return s;
}

void termlist_sorter_free(termlist_sorter *s)
{
    if (s == NULL)
        return;
    free(s->entries);
    free(s->ends);
    free(s->great);
    free(s);
}

static void keep_great(termlist_sorter *s, great_wdf great)
{
    if (s->great_count == s->great_capacity) {
        size_t capacity = s->great_capacity ? 2 * s->great_capacity : 64;
        great_wdf *grown = realloc(s->great, capacity * sizeof *grown);
        if (grown == NULL) {
            s->no_memory = true;
            return;
        }
        s->great = grown;
        s->great_capacity = capacity;
    }
    s->great[s->great_count++] = great;
}

void termlist_sorter_add(termlist_sorter *s, uint32_t docid, uint32_t rank,
                         uint32_t wdf)
{
    uint32_t held = wdf < WDF_BESIDE ? wdf : WDF_BESIDE;

    if (held == WDF_BESIDE)
        keep_great(s, (great_wdf){docid, rank, wdf});
    s->entries[s->ends[docid - 1]++] = rank << 8 | held;
}

static int compare_great(const void *a, const void *b)
{
    const great_wdf *x = a, *y = b;

    if (x->docid != y->docid)
        return x->docid < y->docid ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* Compose a document's tag; *great is the next wdf that stands beside. */
static void compose(const termlist_sorter *s, const inverter *v,
                    glass_termlist *list, uint32_t docid,
                    const great_wdf **great)
{
    inverter_document known = inverter_document_at(v, docid);
    const uint32_t *entry =
        s->entries + s->ends[docid - 1] - known.terms;

    glass_termlist_begin(list, known.length, known.terms);
    for (uint32_t i = 0; i < known.terms; i++) {
        uint32_t wdf = entry[i] & 0xff;
        if (i + FETCH_AHEAD < known.terms)
            inverter_fetch(v, entry[i + FETCH_AHEAD] >> 8);
        if (wdf == WDF_BESIDE)
            wdf = (*great)++->wdf;
        glass_termlist_add(list, inverter_term(v, entry[i] >> 8), wdf);
    }
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

morgue_status termlist_sorter_write(termlist_sorter *s, const inverter *v,
                                    morgue_str slots, glass_table *termlist,
                                    morgue_error *err)
{
    const great_wdf *great = s->great;
    glass_termlist list;
    bool failed;

    if (s->great_count)
        qsort(s->great, s->great_count, sizeof *s->great, compare_great);
    glass_termlist_init(&list);
    for (uint32_t docid = 1; docid <= inverter_count(v); docid++) {
        unsigned char key[GLASS_SORT_MAX + 1];
        size_t key_size = glass_put_sort(key, docid);
        compose(s, v, &list, docid, &great);
        if (s->no_memory || list.tag.failed)
            break;
        glass_table_add(termlist, str_make((const char *)key, key_size),
                        buffer_view(&list.tag));
        write_slots(&slots, termlist, key, key_size);
    }
    failed = s->no_memory || list.tag.failed;
    glass_termlist_free(&list);
    return failed ? error_no_memory(err) : MORGUE_OK;
}
