/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "window_search.h"

#include "error.h"
#include "field.h"
#include "nearness.h"
#include "plan_query.h"
#include "str.h"

#include <stdlib.h>

#define WINDOW_FIRST 30 /* beside twice what is wanted */
#define WINDOW_GROWTH 4
#define FINGERPRINT_MAX 8

/* A text that matches, by its first article. */
typedef struct found_text {
    xap_match match;
    char fingerprint[FINGERPRINT_MAX];
    size_t size; /* of the fingerprint; 0: it has none */
} found_text;

typedef struct window {
    xap_reader *reader;
    const sieve_options *options;
    xap_query *query;
    nearness *places;
    xap_matches found;
    size_t looked, kept; /* of found; of these, those that match */
    size_t wanted, text_count;
    found_text texts[WINDOW_PAGE_MAX];
} window;

static morgue_status take(window *w, size_t size, morgue_error *err)
{
    const sieve_options *o = w->options;
    xap_search_options best = {
        .limit = size,
        .sort_slot = o->sort == MORGUE_SORT_NEWEST ? SLOT_PUBLISHED_FIRST : -1,
        .sort_descending = true,
        .collapse_slot = -1,
        .bm25 = o->bm25,
    };

    xap_matches_free(&w->found);
    return xap_search(&w->found, w->reader, w->query, &best, err);
}

/* The text among those found that this one is a copy of, or NULL. */
static found_text *original(window *w, const found_text *text)
{
    for (size_t i = 0; i < w->text_count && text->size > 0; i++)
        if (w->texts[i].size == text->size &&
            memcmp(w->texts[i].fingerprint, text->fingerprint, text->size) ==
                0)
            return &w->texts[i];
    return NULL;
}

static morgue_status keep(window *w, const xap_match *match, morgue_error *err)
{
    found_text text = {.match = *match}, *first;
    morgue_str value = {"", 0};
    morgue_status status = MORGUE_OK;

    if (!w->options->all_copies)
        status = xap_reader_value(w->reader, match->docid, SLOT_FINGERPRINT,
                                  &value, err);
    text.size = value.size < FINGERPRINT_MAX ? value.size : FINGERPRINT_MAX;
    memcpy(text.fingerprint, value.data, text.size);
    first = original(w, &text);
    if (first)
        first->match.collapsed++;
    else
        w->texts[w->text_count++] = text;
    w->kept++;
    return status;
}

/* Look at the next few; small batches first, the page may be full soon. */
static morgue_status look_at_some(window *w, morgue_error *err)
{
    size_t most = w->looked < 2 * w->wanted ? 2 * w->wanted : w->looked;
    size_t count = w->found.count - w->looked;
    uint32_t docids[NEARNESS_BATCH];
    bool hold[NEARNESS_BATCH];
    morgue_status status;

    count = count < most ? count : most;
    count = count < NEARNESS_BATCH ? count : NEARNESS_BATCH;
    for (size_t i = 0; i < count; i++)
        docids[i] = w->found.match[w->looked + i].docid;
    status = nearness_hold(w->places, docids, count, hold, err);
    for (size_t i = 0; i < count && status == MORGUE_OK &&
                       w->text_count < w->wanted;
         i++) {
        const xap_match *match = &w->found.match[w->looked++];
        if (hold[i])
            status = keep(w, match, err);
    }
    return status;
}

static morgue_status look(window *w, morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    while (status == MORGUE_OK && w->looked < w->found.count &&
           w->text_count < w->wanted)
        status = look_at_some(w, err);
    return status;
}

/* How many must be looked at in all, if the others are like those before. */
static size_t expected_looks(const window *w)
{
    double share = (double)(w->text_count ? w->text_count : 1) /
                   (double)(w->looked ? w->looked : 1);

    return (size_t)((double)w->wanted / share);
}

static morgue_status search(window *w, size_t looks_max, bool *gave_up,
                            morgue_error *err)
{
    size_t size = 2 * w->wanted + WINDOW_FIRST;
    morgue_status status = take(w, size, err);

    while (status == MORGUE_OK) {
        size_t looks;
        status = look(w, err);
        if (w->text_count == w->wanted || w->found.count < size)
            return status;
        looks = expected_looks(w);
        *gave_up = looks > looks_max;
        if (status != MORGUE_OK || *gave_up)
            return status;
        size *= WINDOW_GROWTH;
        if (size < looks + looks / 4)
            size = looks + looks / 4;
        status = take(w, size, err);
    }
    return status;
}

/* The page of the texts, in place of what Xapian found. */
static void give(sieve_result *out, window *w)
{
    size_t begin = w->options->offset < w->text_count
                       ? (size_t)w->options->offset
                       : w->text_count;
    bool is_all = w->looked == w->found.count &&
                  w->found.upper == w->found.count;
    double share = w->looked ? (double)w->kept / (double)w->looked : 0;

    out->is_exact = is_all;
    out->total = is_all ? w->text_count
                        : (uint64_t)(share * (double)w->found.estimate);
    out->was_cut = nearness_was_cut(w->places);
    for (size_t i = begin; i < w->text_count; i++)
        w->found.match[i - begin] = w->texts[i].match;
    w->found.count = w->text_count - begin;
    out->found = w->found;
}

morgue_status window_search(sieve_result *out, xap_reader *reader,
                            const plan_node *root,
                            const sieve_options *options, size_t looks_max,
                            bool *gave_up, morgue_error *err)
{
    window w = {.reader = reader, .options = options};
    morgue_status status = plan_query(&w.query, root, true, err);

    *gave_up = false;
    w.wanted = (size_t)(options->offset + options->limit);
    w.places = nearness_new(root, reader);
    if (status == MORGUE_OK && w.places == NULL)
        status = error_no_memory(err);
    if (status == MORGUE_OK)
        status = search(&w, looks_max, gave_up, err);
    if (status == MORGUE_OK && !*gave_up)
        give(out, &w);
    else
        xap_matches_free(&w.found);
    nearness_free(w.places);
    xap_query_free(w.query);
    return status;
}
