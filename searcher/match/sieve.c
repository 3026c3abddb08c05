/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Segments as we write them are searched by ourselves (scan_search.h).  For all
 * others, most searches are Xapian's: it ranks, folds copies and counts.  Where
 * places need to be looked at, the first page is window_search.h's.  All
 * matches of such a search, and the oldest first with unknown days last, take
 * four steps:
 *
 *   1. Xapian gives all candidates, best first;
 *   2. each is kept or dropped by its places;
 *   3. copies of a text are folded into the first;
 *   4. the oldest are sorted up, and the wanted page is cut out.
 */
#include "sieve.h"

#include "error.h"
#include "nearness.h"
#include "plan_query.h"
#include "scan_search.h"
#include "str.h"
#include "window_search.h"

#include <stdlib.h>

/* Articles that may hold a phrase, from which on we look at the best first. */
#define WIDE_LEAST 1000

/* Articles that we look at, before Xapian is asked to look at all. */
#define LOOKS_MAX 400

/* Xapian stops looking when nothing better can come; the total is then an
 * estimate, and morgue_matches_total() counts. */
static morgue_status search_all(sieve_result *out, xap_reader *reader,
                                xap_query *query, const sieve_options *o,
                                morgue_error *err)
{
    xap_search_options options = {
        .offset = o->offset,
        .limit = o->limit ? o->limit : UINT64_MAX,
        .sort_slot = o->sort == MORGUE_SORT_NEWEST ? SLOT_PUBLISHED_FIRST : -1,
        .sort_descending = true,
        .collapse_slot = o->all_copies ? -1 : SLOT_FINGERPRINT,
        .bm25 = o->bm25,
    };
    morgue_status status =
        xap_search(&out->found, reader, query, &options, err);

    out->total = out->found.estimate;
    out->is_exact = out->found.lower == out->found.upper;
    return status;
}

/* ---- Step 2 ---- */

static morgue_status keep_near(sieve_result *out, xap_reader *reader,
                               const plan_node *root, morgue_error *err)
{
    nearness *n = nearness_new(root, reader);
    xap_matches *found = &out->found;
    morgue_status status = n ? MORGUE_OK : error_no_memory(err);
    uint32_t docids[NEARNESS_BATCH];
    bool hold[NEARNESS_BATCH];
    size_t kept = 0;

    for (size_t i = 0, count; i < found->count && status == MORGUE_OK;
         i += count) {
        for (count = 0; count < NEARNESS_BATCH && i + count < found->count;
             count++)
            docids[count] = found->match[i + count].docid;
        status = nearness_hold(n, docids, count, hold, err);
        for (size_t k = 0; k < count && status == MORGUE_OK; k++)
            if (hold[k])
                found->match[kept++] = found->match[i + k];
    }
    found->count = kept;
    out->was_cut = n && nearness_was_cut(n);
    nearness_free(n);
    return status;
}

/* ---- Steps 3 and 4 ---- */

/* A match with a value of its document: fingerprint or day. */
typedef struct valued {
    xap_match match;
    size_t rank;
    char value[DATE_DIGITS];
    size_t size;
} valued;

static int by_docid(const void *a, const void *b)
{
    const valued *x = a, *y = b;

    return x->match.docid < y->match.docid ? -1
                                           : x->match.docid > y->match.docid;
}

static int compare_ranks(const valued *x, const valued *y)
{
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

static int by_rank(const void *a, const void *b)
{
    return compare_ranks(a, b);
}

static int by_value(const void *a, const void *b)
{
    const valued *x = a, *y = b;
    int order = str_compare(str_make(x->value, x->size),
                            str_make(y->value, y->size));

    return order ? order : compare_ranks(x, y);
}

/* Those without a value are last. */
static int oldest_first(const void *a, const void *b)
{
    const valued *x = a, *y = b;

    if ((x->size == 0) != (y->size == 0))
        return x->size == 0 ? 1 : -1;
    return by_value(a, b);
}

static void set_value(void *user, size_t i, morgue_str value)
{
    valued *v = (valued *)user + i;

    v->size = value.size < sizeof v->value ? value.size : sizeof v->value;
    if (v->size)
        memcpy(v->value, value.data, v->size);
}

static morgue_status read_values(valued *list, size_t count,
                                 xap_reader *reader, uint32_t slot,
                                 morgue_error *err)
{
    uint32_t *docids = calloc(count + 1, sizeof *docids);
    morgue_status status;

    if (docids == NULL)
        return error_no_memory(err);
    qsort(list, count, sizeof *list, by_docid);
    for (size_t i = 0; i < count; i++)
        docids[i] = list[i].match.docid;
    status = xap_reader_values(reader, slot, docids, count, set_value, list,
                               err);
    free(docids);
    return status;
}

/* Keep the best of each fingerprint; returns how many are left. */
static size_t fold_copies(valued *list, size_t count)
{
    size_t kept = 0;

    qsort(list, count, sizeof *list, by_value);
    for (size_t i = 0; i < count; i++) {
        valued *last = kept ? &list[kept - 1] : NULL;
        if (last && last->size > 0 && last->size == list[i].size &&
            memcmp(last->value, list[i].value, last->size) == 0)
            last->match.collapsed++;
        else
            list[kept++] = list[i];
    }
    qsort(list, kept, sizeof *list, by_rank);
    return kept;
}

static void cut_page(sieve_result *out, const valued *list, size_t count,
                     const sieve_options *o)
{
    size_t begin = o->offset < count ? (size_t)o->offset : count;
    size_t size = count - begin;

    if (o->limit && o->limit < size)
        size = (size_t)o->limit;
    for (size_t i = 0; i < size; i++)
        out->found.match[i] = list[begin + i].match;
    out->found.count = size;
}

static morgue_status arrange(sieve_result *out, xap_reader *reader,
                             const sieve_options *o, morgue_error *err)
{
    size_t count = out->found.count;
    valued *list = calloc(count + 1, sizeof *list);
    morgue_status status = MORGUE_OK;

    if (list == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        list[i].match = out->found.match[i];
        list[i].rank = i;
    }
    if (o->sort == MORGUE_SORT_OLDEST) {
        status = read_values(list, count, reader, SLOT_PUBLISHED_FIRST, err);
        qsort(list, count, sizeof *list, oldest_first);
        for (size_t i = 0; i < count; i++)
            list[i].rank = i;
    }
    if (status == MORGUE_OK && !o->all_copies) {
        status = read_values(list, count, reader, SLOT_FINGERPRINT, err);
        count = fold_copies(list, count);
    }
    out->total = count;
    out->is_exact = true;
    cut_page(out, list, count, o);
    free(list);
    return status;
}

static morgue_status search_by_steps(sieve_result *out, xap_reader *reader,
                                     const plan_node *root, xap_query *query,
                                     const sieve_options *o,
                                     morgue_error *err)
{
    sieve_options all = *o;
    morgue_status status;

    all.offset = all.limit = 0;
    all.all_copies = true;
    status = search_all(out, reader, query, &all, err);
    if (status == MORGUE_OK && plan_has_nearness(root))
        status = keep_near(out, reader, root, err);
    return status == MORGUE_OK ? arrange(out, reader, o, err) : status;
}

static morgue_status search_whole(sieve_result *out, xap_reader *reader,
                                  const plan_node *root,
                                  const sieve_options *options,
                                  morgue_error *err)
{
    xap_query *query;
    morgue_status status = plan_query(&query, root, true, err);

    if (status == MORGUE_OK)
        status = plan_has_nearness(root) || options->sort == MORGUE_SORT_OLDEST
                     ? search_by_steps(out, reader, root, query, options, err)
                     : search_all(out, reader, query, options, err);
    xap_query_free(query);
    return status;
}

morgue_status sieve_search(sieve_result *out, vocabulary *v,
                           const plan_node *root, const sieve_options *options,
                           arena *memory, morgue_error *err)
{
    bool is_page = options->limit > 0 && options->offset <= WINDOW_PAGE_MAX &&
                   options->limit <= WINDOW_PAGE_MAX - options->offset &&
                   options->sort != MORGUE_SORT_OLDEST;
    bool is_wide, gave_up;
    const plan_node *wide;
    morgue_status status;

    *out = (sieve_result){0};
    if (xap_reader_segments(v->reader) != NULL)
        return scan_search(out, v->reader, root,
                           plan_widen(root, v, 0, memory), options, err);
    if (!is_page)
        return search_whole(out, v->reader, root, options, err);
    wide = plan_widen(root, v, WIDE_LEAST, memory);
    if (!plan_has_nearness(wide))
        return search_whole(out, v->reader, root, options, err);
    is_wide = !plan_has_nearness(root); /* else Xapian can't do it alone */
    status = window_search(out, v->reader, wide, options,
                           is_wide ? LOOKS_MAX : SIZE_MAX, &gave_up, err);
    return status == MORGUE_OK && gave_up
               ? search_whole(out, v->reader, root, options, err)
               : status;
}
