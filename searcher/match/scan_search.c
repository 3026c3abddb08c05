/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scan_search.h"

#include "error.h"
#include "field.h"
#include "heap.h"
#include "nearness.h"
#include "plan_query.h"
#include "scan_list.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A look out of order costs so many in order, and so many are needed to tell
 * how many more it will take. */
#define LOOK_COST   4
#define LOOKS_LEAST 100

/* A hash table of the texts that are kept, by fingerprint, at most half full:
 * a free place holds 0, any other the number of a text and 1. */
typedef struct text_table {
    uint32_t *places;
    size_t size; /* a power of two */
} text_table;

/*
 * Texts are kept where the matches stood that were looked at, which are at
 * least as many and larger: an export of all matches needs no more memory than
 * their list, and then a part of that.
 */
typedef struct page {
    const sieve_options *options;
    const segment_set *segments;
    scan_list list;
    nearness *places;    /* NULL: every candidate matches */
    size_t looked, kept; /* of the list; of these, those that match */
    size_t wanted;
    xap_match *texts; /* where the list begins */
    size_t count;
    text_table table;
} page;

static_assert(sizeof(xap_match) <= sizeof(scan_match), "texts stand in a list");

/* ---- Texts ---- */

static uint64_t print_of(const page *p, const xap_match *text)
{
    return segment_set_known_number(p->segments, text->docid,
                                    SLOT_FINGERPRINT);
}

static uint32_t *place_of(const page *p, uint64_t print)
{
    size_t at = (size_t)print & (p->table.size - 1);

    while (p->table.places[at] &&
           print_of(p, &p->texts[p->table.places[at] - 1]) != print)
        at = (at + 1) & (p->table.size - 1);
    return &p->table.places[at];
}

static void grow(page *p)
{
    p->table.size = p->table.size ? 2 * p->table.size : 64;
    free(p->table.places);
    p->table.places = heap_new(p->table.size, sizeof *p->table.places);
    for (size_t i = 0; i < p->count; i++) {
        uint64_t print = print_of(p, &p->texts[i]);
        if (print != SEGMENT_NO_NUMBER)
            *place_of(p, print) = (uint32_t)i + 1;
    }
}

/* An article without a fingerprint is like no other. */
static void keep(page *p, scan_match match)
{
    uint32_t *place = NULL;

    p->kept++;
    if (match.text != SEGMENT_NO_NUMBER) {
        if (2 * p->count >= p->table.size)
            grow(p);
        place = place_of(p, match.text);
    }
    if (place != NULL && *place != 0) {
        p->texts[*place - 1].collapsed++;
        return;
    }
    p->texts[p->count++] = (xap_match){match.weight, match.docid, 0};
    if (place != NULL)
        *place = (uint32_t)p->count;
}

/* ---- Looking ---- */

static morgue_status hold(page *p, const scan_match *const *matches,
                          size_t count, bool *out, morgue_error *err)
{
    uint32_t docids[NEARNESS_BATCH] = {0};

    for (size_t i = 0; i < count; i++) {
        docids[i] = matches[i]->docid;
        out[i] = true;
    }
    return p->places ? nearness_hold(p->places, docids, count, out, err)
                     : MORGUE_OK;
}

/* Look at the next few; small batches first, the page may be full soon. */
static morgue_status look_at_some(page *p, morgue_error *err)
{
    size_t least =
        p->wanted < NEARNESS_BATCH / 2 ? 2 * p->wanted : NEARNESS_BATCH;
    size_t more = p->looked < least ? least : p->looked, count;
    const scan_match *matches[NEARNESS_BATCH] = {NULL};
    bool holds[NEARNESS_BATCH];
    morgue_status status;

    if (p->looked == p->list.sorted)
        scan_list_sort(&p->list, p->wanted == SIZE_MAX ? p->list.count
                                                       : p->looked + more);
    count = p->list.sorted - p->looked;
    count = count < NEARNESS_BATCH ? count : NEARNESS_BATCH;
    for (size_t i = 0; i < count; i++)
        matches[i] = &p->list.matches[p->looked + i];
    status = hold(p, matches, count, holds, err);
    for (size_t i = 0; i < count && status == MORGUE_OK && p->count < p->wanted;
         i++, p->looked++)
        if (holds[i])
            keep(p, *matches[i]);
    return status;
}

static morgue_status count_copies(page *p, const scan_match *const *matches,
                                  size_t count, morgue_error *err)
{
    bool holds[NEARNESS_BATCH];
    morgue_status status = hold(p, matches, count, holds, err);

    for (size_t i = 0; i < count && status == MORGUE_OK; i++)
        if (holds[i])
            keep(p, *matches[i]);
    return status;
}

/* Behind the page there may be more copies of its texts. */
static morgue_status look_for_copies(page *p, morgue_error *err)
{
    const scan_match *copies[NEARNESS_BATCH] = {NULL};
    morgue_status status = MORGUE_OK;
    size_t count = 0;

    for (size_t i = p->looked;
         i < p->list.count && p->count > 0 && status == MORGUE_OK; i++) {
        const scan_match *match = &p->list.matches[i];
        if (match->text == SEGMENT_NO_NUMBER || p->table.size == 0 ||
            *place_of(p, match->text) == 0)
            continue;
        copies[count++] = match;
        if (count < NEARNESS_BATCH)
            continue;
        status = count_copies(p, copies, count, err);
        count = 0;
    }
    return status == MORGUE_OK ? count_copies(p, copies, count, err) : status;
}

/* It would take more looks than it costs to look at all in order, if the others
 * are like those before. */
static bool is_hopeless(const page *p)
{
    double found = p->count ? (double)p->count : 1;
    double looks = (double)p->wanted / found * (double)p->looked;

    return p->places != NULL && p->looked >= LOOKS_LEAST &&
           looks * LOOK_COST > (double)p->list.count;
}

static morgue_status look(page *p, bool *gave_up, morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    *gave_up = false;
    while (status == MORGUE_OK && p->looked < p->list.count &&
           p->count < p->wanted && !*gave_up) {
        status = look_at_some(p, err);
        *gave_up = p->count < p->wanted && is_hopeless(p);
    }
    return status;
}

/* ---- The page ---- */

/* Without a look at all of them, how many match is an estimate. */
static void count_total(sieve_result *out, const page *p)
{
    double share = p->looked ? (double)p->kept / (double)p->looked : 0;
    bool is_all = p->looked == p->list.count;

    out->is_exact = is_all || (p->places == NULL && p->options->all_copies);
    out->total = is_all ? p->count
                 : p->places == NULL
                     ? p->list.count
                     : (uint64_t)(share * (double)p->list.count);
}

static void give(sieve_result *out, page *p)
{
    size_t begin =
        p->options->offset < p->count ? (size_t)p->options->offset : p->count;

    out->found.count = p->count - begin;
    if (out->found.count) {
        memmove(p->texts, p->texts + begin,
                out->found.count * sizeof *p->texts);
        out->found.match = heap_resize(p->texts, out->found.count,
                                       sizeof *p->texts);
        p->list.matches = NULL;
    }
    out->found.lower = out->found.estimate = out->found.upper = out->total;
    out->was_cut =
        p->list.was_cut || (p->places && nearness_was_cut(p->places));
}

static void free_page(page *p)
{
    nearness_free(p->places);
    scan_list_free(&p->list);
    free(p->table.places);
}

static morgue_status search(sieve_result *out, xap_reader *reader,
                            const plan_node *root, bool is_exact,
                            const sieve_options *options, bool *gave_up,
                            morgue_error *err)
{
    scan_options how = {options->bm25, options->sort, !options->all_copies,
                        is_exact};
    page p = {.options = options, .wanted = SIZE_MAX,
              .segments = xap_reader_segments(reader)};
    morgue_status status = scan_list_find(&p.list, reader, root, &how, err);

    p.texts = (void *)p.list.matches;
    if (options->limit > 0 && options->limit < SIZE_MAX - options->offset)
        p.wanted = (size_t)(options->offset + options->limit);
    if (status == MORGUE_OK && !is_exact && plan_has_nearness(root))
        p.places = heap_check(nearness_new(root, reader));
    if (status == MORGUE_OK)
        status = look(&p, gave_up, err);
    count_total(out, &p);
    if (status == MORGUE_OK && !*gave_up && !options->all_copies)
        status = look_for_copies(&p, err);
    if (status == MORGUE_OK && !*gave_up)
        give(out, &p);
    free_page(&p);
    return status;
}

morgue_status scan_search(sieve_result *out, xap_reader *reader,
                          const plan_node *root, const plan_node *wide,
                          const sieve_options *options, morgue_error *err)
{
    bool gave_up = options->limit == 0;
    morgue_status status = MORGUE_OK;

    *out = (sieve_result){0};
    if (!gave_up)
        status = search(out, reader, wide, false, options, &gave_up, err);
    if (status == MORGUE_OK && gave_up)
        status = search(out, reader, root, true, options, &gave_up, err);
    return status;
}
