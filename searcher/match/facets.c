/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets.h"

#include "analyzer.h"
#include "error.h"
#include "match_set.h"
#include "str.h"
#include "tally.h"

static const uint32_t slots[] = {SLOT_SOURCE,  SLOT_LANGUAGE, SLOT_SECTION,
                                 SLOT_PERSONS, SLOT_ORGS,     SLOT_PLACES};

/* A NUL stands between the names of a slot that has several. */
static void count_values(void *user, size_t article, morgue_str values)
{
    tally *t = user;
    bool has_one = false;

    while (values.size > 0) {
        size_t end = str_find_char(values, 0);
        morgue_str one = str_slice(values, 0, end);
        if (one.size > 0 && tally_add(t, article, one))
            has_one = true;
        values = str_slice(values, one.size + 1, values.size);
    }
    if (!has_one)
        tally_add_none(t, article);
}

/* ---- Names ---- */

/* What is known of names of one kind. */
typedef struct namer {
    const alias_file *aliases; /* NULL: none */
    int kind;                  /* a mention_kind */
    const name_run *run;       /* only names that have it count; NULL: all */
    arena *memory;
} namer;

/* The one that the aliases make of a name, or NULL. */
static const alias_entry *entry_of(const namer *n, morgue_str name)
{
    const alias_entry *found[1];

    if (n->aliases == NULL ||
        alias_file_find(n->aliases, name, n->kind, found, 1) != 1)
        return NULL;
    return found[0];
}

static bool is_counted(const namer *n, morgue_str name)
{
    size_t count;

    return n->run == NULL ||
           name_has_run(name_words(name, &count, n->memory), n->run);
}

/* Names compare by their words; one of several entries is left as it is. */
static tally_key key_of_name(const void *user, morgue_str name)
{
    const alias_entry *entry = entry_of(user, name);

    if ((entry && entry->is_never) || !is_counted(user, name))
        return (tally_key){0, STR("")};
    if (entry == NULL)
        return (tally_key){name_key(name), STR("")};
    return (tally_key){name_key(entry->name), entry->name};
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

static bool name_has(const wanted_words *wanted, morgue_str name)
{
    analyzer words;
    token t;

    analyzer_init(&words, name, 1);
    do {
        if (stand_here(wanted, words))
            return true;
    } while (analyzer_next(&words, &t));
    return false;
}

typedef struct prefix_filter {
    wanted_words wanted;
    namer names;
} prefix_filter;

static bool has_wanted(const void *user, morgue_str value)
{
    const prefix_filter *f = user;
    const alias_entry *entry;

    if (name_has(&f->wanted, value))
        return true;
    entry = entry_of(&f->names, value);
    for (size_t i = 0; entry && i < entry->variant_count; i++)
        if (name_has(&f->wanted, entry->variants[i]))
            return true;
    return false;
}

/* ---- Facets ---- */

static morgue_status count_set(tally *values, morgue_matches *m, uint32_t slot,
                               morgue_facet *out, morgue_error *err)
{
    morgue_status status =
        xap_reader_values(m->searcher->reader, slot, m->all.docids,
                          m->all.count, count_values, values, err);

    out->articles = m->texts.count;
    out->without = tally_finish(values);
    return tally_failed(values) ? error_no_memory(err) : status;
}

static void add_wikidata(morgue_facet_value *values, size_t count,
                         const namer *names)
{
    for (size_t i = 0; i < count; i++) {
        const alias_entry *entry = entry_of(names, values[i].value);
        values[i].wikidata = entry ? entry->wikidata : STR("");
    }
}

static morgue_status count_facet(morgue_matches *m, morgue_facet_field which,
                                 const prefix_filter *filter, size_t limit,
                                 morgue_facet *out, morgue_error *err)
{
    bool is_name = which >= MORGUE_FACET_PERSON;
    tally *values = tally_new(&m->texts, is_name ? key_of_name : NULL,
                              &filter->names);
    morgue_status status = count_set(values, m, slots[which], out, err);
    morgue_facet_value *top;

    if (status == MORGUE_OK) {
        top = tally_top(values, filter->wanted.count ? has_wanted : NULL,
                        filter, limit, &out->count, &out->distinct, m->memory);
        if (top && is_name)
            add_wikidata(top, out->count, &filter->names);
        out->values = top;
        status = top ? MORGUE_OK : error_no_memory(err);
    }
    tally_free(values);
    return status;
}

morgue_status morgue_matches_facet_prefix(
    morgue_matches *m, morgue_facet_field which, morgue_str prefix,
    size_t limit, morgue_facet *out, morgue_error *err)
{
    prefix_filter filter = {
        .names = {m->searcher->aliases, (int)which - MORGUE_FACET_PERSON, NULL,
                  m->memory}};
    morgue_status status;

    *out = (morgue_facet){NULL, 0, 0, 0, 0};
    if ((unsigned)which >= sizeof slots / sizeof *slots)
        return error_set(err, MORGUE_EINVALID, -1, "no such facet");
    if (!wanted_words_read(&filter.wanted, prefix, m->memory))
        return error_set(err, MORGUE_ELIMIT, -1,
                         "a prefix of more than %d words", PREFIX_WORDS_MAX);
    status = match_set_find(m, err);
    return status == MORGUE_OK
               ? count_facet(m, which, &filter, limit, out, err)
               : status;
}

morgue_status facet_of_run(morgue_facet *out, morgue_matches *m, int kind,
                           const name_run *run, morgue_error *err)
{
    prefix_filter filter = {
        .names = {m->searcher->aliases, kind, run, m->memory}};
    morgue_status status = match_set_find(m, err);

    *out = (morgue_facet){NULL, 0, 0, 0, 0};
    return status == MORGUE_OK
               ? count_facet(m, MORGUE_FACET_PERSON + (unsigned)kind, &filter,
                             0, out, err)
               : status;
}

morgue_status morgue_matches_facet(morgue_matches *m, morgue_facet_field which,
                                   size_t limit, morgue_facet *out,
                                   morgue_error *err)
{
    return morgue_matches_facet_prefix(m, which, STR(""), limit, out, err);
}
