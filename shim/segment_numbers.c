/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lengths and values of documents as numbers, read by pages of documents.
 */
#include "segment_set.h"

#include "error.h"
#include "glass_postings.h"

#include <assert.h>
#include <stdlib.h>

/*
 * The next page that is wanted and not known, from *at on: of the documents, or
 * of all when there are none.  False when all is known.
 */
static bool next_page(const segment *s, const bool *known,
                      const uint32_t *docids, size_t count, size_t *at,
                      uint32_t *page)
{
    uint32_t pages = s->stats.documents / SEGMENT_PAGE + 1;

    for (; *at < (docids ? count : pages); ++*at) {
        *page = docids ? (docids[*at] - 1) / SEGMENT_PAGE : (uint32_t)*at;
        if (!known[*page])
            return true;
    }
    return false;
}

/* The last document of a page. */
static uint32_t page_end(const segment *s, uint32_t page)
{
    uint64_t end = ((uint64_t)page + 1) * SEGMENT_PAGE;

    return end < s->stats.documents ? (uint32_t)end : s->stats.documents;
}

static morgue_status read_lengths(segment *s, const uint32_t *docids,
                                  size_t count)
{
    morgue_status status;
    glass_postings p;
    bool has_one;
    size_t at = 0;
    uint32_t page;

    if (!next_page(s, s->known_lengths, docids, count, &at, &page))
        return MORGUE_OK;
    has_one = glass_postings_open_lengths(&p, &s->postlist);
    do {
        if (has_one)
            has_one = glass_postings_skip(&p, page * SEGMENT_PAGE + 1);
        for (; has_one && p.docid <= page_end(s, page);
             has_one = glass_postings_next(&p))
            s->lengths[p.docid - 1] = p.wdf;
        if (p.walk.status != MORGUE_OK)
            break;
        s->known_lengths[page] = true;
        at++;
    } while (next_page(s, s->known_lengths, docids, count, &at, &page));
    status = p.walk.status;
    glass_postings_free(&p);
    return status;
}

/* Room for all documents; no memory is used before something is read. */
static bool make_pages(const segment *s, void **numbers, size_t size,
                       segment_pages *known)
{
    size_t documents = s->stats.documents;

    if (*numbers == NULL)
        *numbers = calloc(documents + 1, size);
    if (*known == NULL)
        *known = calloc(documents / SEGMENT_PAGE + 1, sizeof **known);
    return *numbers != NULL && *known != NULL;
}

morgue_status segment_lengths(segment *s, const uint32_t *docids, size_t count,
                              const uint32_t **out, morgue_error *err)
{
    void *lengths = s->lengths;

    *out = NULL;
    if (!make_pages(s, &lengths, sizeof *s->lengths, &s->known_lengths))
        return free(lengths), s->lengths = NULL, error_no_memory(err);
    *out = s->lengths = lengths;
    return segment_status(read_lengths(s, docids, count), err);
}

#define DIGITS 14

uint64_t segment_number(morgue_str value)
{
    uint64_t number = 0;

    if (value.size == sizeof number) {
        memcpy(&number, value.data, sizeof number);
        return number;
    }
    for (size_t i = 0; i < DIGITS; i++) {
        unsigned char c = i < value.size ? (unsigned char)value.data[i] : '0';
        number = number << 4 | (c & 0xf);
    }
    return number;
}

static morgue_status read_column(segment *s, uint32_t slot,
                                 const uint32_t *docids, size_t count)
{
    bool *known = s->known_columns[slot];
    morgue_status status;
    glass_slot values;
    uint32_t page;

    glass_slot_open(&values, &s->postlist, slot);
    for (size_t at = 0; next_page(s, known, docids, count, &at, &page); at++) {
        uint32_t docid = page * SEGMENT_PAGE + 1, end = page_end(s, page);
        while (docid <= end && glass_slot_skip(&values, docid)) {
            if (values.docid <= end)
                s->columns[slot][values.docid - 1] =
                    segment_number(values.value);
            docid = values.docid < end ? values.docid + 1 : end + 1;
        }
        if (values.walk.status != MORGUE_OK)
            break;
        known[page] = true;
    }
    status = values.walk.status;
    glass_slot_free(&values);
    return status;
}

morgue_status segment_column(segment *s, uint32_t slot, const uint32_t *docids,
                             size_t count, const uint64_t **out,
                             morgue_error *err)
{
    void *column;

    assert(slot < SEGMENT_COLUMNS);
    *out = NULL;
    column = s->columns[slot];
    if (!make_pages(s, &column, sizeof *s->columns[slot],
                    &s->known_columns[slot]))
        return free(column), s->columns[slot] = NULL, error_no_memory(err);
    *out = s->columns[slot] = column;
    return segment_status(read_column(s, slot, docids, count), err);
}
