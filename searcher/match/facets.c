/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyzer.h"
#include "error.h"
#include "match_set.h"
#include "str.h"
#include "tally.h"

static const uint32_t slots[] = {SLOT_SOURCE,  SLOT_LANGUAGE, SLOT_SECTION,
                                 SLOT_PERSONS, SLOT_ORGS,     SLOT_PLACES};

typedef struct count_state {
    tally *values;
    uint64_t without;
    bool has_no_memory;
} count_state;

/* A NUL stands between the names of a slot that has several. */
static void count_values(void *user, size_t i, morgue_str value)
{
    count_state *state = user;

    (void)i;
    state->without += value.size == 0;
    while (value.size > 0) {
        size_t end = str_find_char(value, 0);
        morgue_str one = str_slice(value, 0, end);
        if (one.size > 0 && !tally_add(state->values, one))
            state->has_no_memory = true;
        value = str_slice(value, one.size + 1, value.size);
    }
}

/* ---- Prefixes ---- */

#define PREFIX_WORDS_MAX 16

typedef struct wanted_words {
    morgue_str words[PREFIX_WORDS_MAX]; /* folded; the last is a beginning */
    size_t count;
} wanted_words;

/* False when the prefix has too many words. */
static bool wanted_words_read(wanted_words *out, morgue_str prefix, arena *a)
{
    analyzer words;
    token t;

    out->count = 0;
    analyzer_init(&words, prefix, 1);
    while (analyzer_next(&words, &t)) {
        if (out->count == PREFIX_WORDS_MAX)
            return false;
        out->words[out->count++] = arena_copy(a, t.term);
    }
    return true;
}

/* The wanted words stand from where the analyzer is; a copy of it goes on. */
static bool stand_here(const wanted_words *wanted, analyzer words)
{
    token t;

    for (size_t i = 0; i < wanted->count; i++) {
        bool is_last = i + 1 == wanted->count;
        if (!analyzer_next(&words, &t) ||
            !(is_last ? str_starts_with(t.term, wanted->words[i])
                      : str_equal(t.term, wanted->words[i])))
            return false;
    }
    return true;
}

static bool has_wanted(const void *user, morgue_str value)
{
    analyzer words;
    token t;

    analyzer_init(&words, value, 1);
    do {
        if (stand_here(user, words))
            return true;
    } while (analyzer_next(&words, &t));
    return false;
}

/* ---- Facets ---- */

static morgue_status count_set(count_state *state, morgue_matches *m,
                               morgue_facet_field which, morgue_facet *out,
                               morgue_error *err)
{
    const docid_set *set;
    morgue_status status;

    if ((unsigned)which >= sizeof slots / sizeof *slots)
        return error_set(err, MORGUE_EINVALID, -1, "no such facet");
    status = match_set(&set, m, err);
    if (status != MORGUE_OK)
        return status;
    out->articles = set->count;
    status = xap_reader_values(m->searcher->reader, slots[which], set->docids,
                               set->count, count_values, state, err);
    out->without = state->without;
    if (status == MORGUE_OK && state->has_no_memory)
        status = error_no_memory(err);
    return status;
}

morgue_status morgue_matches_facet_prefix(
    morgue_matches *m, morgue_facet_field which, morgue_str prefix,
    size_t limit, morgue_facet *out, morgue_error *err)
{
    count_state state = {NULL, 0, false};
    wanted_words wanted;
    morgue_status status;

    *out = (morgue_facet){NULL, 0, 0, 0, 0};
    if (!wanted_words_read(&wanted, prefix, m->memory))
        return error_set(err, MORGUE_ELIMIT, -1,
                         "a prefix of more than %d words", PREFIX_WORDS_MAX);
    state.values = tally_new();
    if (state.values == NULL)
        return error_no_memory(err);
    status = count_set(&state, m, which, out, err);
    if (status == MORGUE_OK) {
        out->values = tally_top(state.values, wanted.count ? has_wanted : NULL,
                                &wanted, limit, &out->count, &out->distinct,
                                m->memory);
        if (out->values == NULL)
            status = error_no_memory(err);
    }
    tally_free(state.values);
    return status;
}

morgue_status morgue_matches_facet(morgue_matches *m, morgue_facet_field which,
                                   size_t limit, morgue_facet *out,
                                   morgue_error *err)
{
    return morgue_matches_facet_prefix(m, which, STR(""), limit, out, err);
}
