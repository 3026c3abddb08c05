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
    bool has_no_memory;
} count_state;

static void count_value(count_state *state, size_t article, morgue_str value)
{
    if (!tally_add(state->values, article, value))
        state->has_no_memory = true;
}

/* A NUL stands between the names of a slot that has several. */
static void count_values(void *user, size_t article, morgue_str values)
{
    if (values.size == 0)
        count_value(user, article, values);
    while (values.size > 0) {
        size_t end = str_find_char(values, 0);
        morgue_str one = str_slice(values, 0, end);
        if (one.size > 0)
            count_value(user, article, one);
        values = str_slice(values, one.size + 1, values.size);
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

static morgue_status count_set(tally *values, morgue_matches *m, uint32_t slot,
                               morgue_facet *out, morgue_error *err)
{
    count_state state = {values, false};
    morgue_status status =
        xap_reader_values(m->searcher->reader, slot, m->all.docids,
                          m->all.count, count_values, &state, err);

    out->articles = m->texts.count;
    out->without = tally_finish(values);
    return state.has_no_memory ? error_no_memory(err) : status;
}

morgue_status morgue_matches_facet_prefix(
    morgue_matches *m, morgue_facet_field which, morgue_str prefix,
    size_t limit, morgue_facet *out, morgue_error *err)
{
    wanted_words wanted;
    tally *values;
    morgue_status status;

    *out = (morgue_facet){NULL, 0, 0, 0, 0};
    if ((unsigned)which >= sizeof slots / sizeof *slots)
        return error_set(err, MORGUE_EINVALID, -1, "no such facet");
    if (!wanted_words_read(&wanted, prefix, m->memory))
        return error_set(err, MORGUE_ELIMIT, -1,
                         "a prefix of more than %d words", PREFIX_WORDS_MAX);
    status = match_set_find(m, err);
    if (status != MORGUE_OK)
        return status;
    values = tally_new(&m->texts);
    if (values == NULL)
        return error_no_memory(err);
    status = count_set(values, m, slots[which], out, err);
    if (status == MORGUE_OK) {
        out->values =
            tally_top(values, wanted.count ? has_wanted : NULL, &wanted,
                      limit, &out->count, &out->distinct, m->memory);
        if (out->values == NULL)
            status = error_no_memory(err);
    }
    tally_free(values);
    return status;
}

morgue_status morgue_matches_facet(morgue_matches *m, morgue_facet_field which,
                                   size_t limit, morgue_facet *out,
                                   morgue_error *err)
{
    return morgue_matches_facet_prefix(m, which, STR(""), limit, out, err);
}
