/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary.h"

#include "digest.h"
#include "field.h"
#include "segment_set.h"
#include "str.h"

#include <stdlib.h>

typedef struct language_list {
    vocabulary *v;
    uint64_t stemmed; /* articles of languages with a stemmer */
} language_list;

static bool add_language(void *user, morgue_str term, uint64_t frequency)
{
    language_list *list = user;
    vocabulary *v = list->v;
    morgue_str prefix = str_of(fields[FIELD_LANGUAGE].prefix);
    stemmer *s = stemmer_new(str_slice(term, prefix.size, term.size));

    if (s == NULL || term.size >= sizeof v->languages[0]) {
        stemmer_free(s);
        return true;
    }
    memcpy(v->languages[v->stemmer_count], term.data, term.size);
    v->languages[v->stemmer_count][term.size] = 0;
    if (frequency > v->document_count / 2)
        v->main_language = v->stemmer_count;
    v->stemmers[v->stemmer_count++] = s;
    list->stemmed += frequency;
    return v->stemmer_count < VOCABULARY_LANGUAGES_MAX;
}

morgue_status vocabulary_init(vocabulary *v, xap_reader *reader,
                              morgue_error *err)
{
    language_list list = {v, 0};
    morgue_status status;

    *v = (vocabulary){.reader = reader, .main_language = SIZE_MAX};
    status = xap_reader_document_count(reader, &v->document_count, err);
    if (status == MORGUE_OK && v->document_count > 0)
        status = xap_reader_terms(reader,
                                  str_of(fields[FIELD_LANGUAGE].prefix),
                                  add_language, &list, err);
    v->is_all_stemmed = list.stemmed >= v->document_count;
    return status;
}

void vocabulary_free(vocabulary *v)
{
    for (size_t i = 0; i < v->stemmer_count; i++)
        stemmer_free(v->stemmers[i]);
    *v = (vocabulary){0};
}

morgue_status vocabulary_frequency(vocabulary *v, morgue_str term,
                                   uint64_t *out, morgue_error *err)
{
    known_frequency *known =
        &v->known[hash_bytes(term, 0) % KNOWN_FREQUENCIES];
    morgue_status status;

    if (known->size == term.size &&
        memcmp(known->term, term.data, term.size) == 0) {
        *out = known->frequency;
        return MORGUE_OK;
    }
    status = xap_reader_term_frequency(v->reader, term, out, err);
    if (status == MORGUE_OK && term.size <= KNOWN_TERM_MAX) {
        memcpy(known->term, term.data, term.size);
        known->size = term.size;
        known->frequency = *out;
    }
    return status;
}

/* ---- Terms that begin so ---- */

typedef struct expansion {
    vocabulary_term *terms;
    size_t count, capacity, seen;
    size_t prefix_size;
    vocabulary_filter accept;
    void *user;
    arena *memory;
} expansion;

static bool add_term(void *user, morgue_str term, uint64_t frequency)
{
    expansion *e = user;

    if (e->seen++ == VOCABULARY_SEEN_MAX)
        return false;
    if (e->accept &&
        !e->accept(e->user, str_slice(term, e->prefix_size, term.size)))
        return true;
    if (e->count == e->capacity) {
        size_t capacity = e->capacity ? e->capacity * 2 : 16;
        vocabulary_term *terms =
            arena_calloc(e->memory, capacity, sizeof *terms);
        if (e->count)
            memcpy(terms, e->terms, e->count * sizeof *terms);
        e->terms = terms;
        e->capacity = capacity;
    }
    e->terms[e->count].term = arena_copy(e->memory, term);
    e->terms[e->count++].frequency = frequency;
    return true;
}

static int commonest_first(const void *a, const void *b)
{
    const vocabulary_term *x = a, *y = b;

    if (x->frequency != y->frequency)
        return x->frequency > y->frequency ? -1 : 1;
    return str_compare(x->term, y->term);
}

morgue_status vocabulary_expand(vocabulary_terms *out, vocabulary *v,
                                morgue_str prefix, morgue_str beginning,
                                size_t most, vocabulary_filter accept,
                                void *user, arena *memory, morgue_error *err)
{
    expansion e = {.prefix_size = prefix.size, .accept = accept, .user = user,
                   .memory = memory};
    morgue_str begin = arena_format(
        memory, "%.*s%.*s", (int)prefix.size, prefix.data,
        (int)beginning.size, beginning.data);
    morgue_status status;

    *out = (vocabulary_terms){0};
    if (v->document_count == 0)
        return MORGUE_OK;
    status = xap_reader_terms(v->reader, begin, add_term, &e, err);
    if (status != MORGUE_OK)
        return status;
    if (e.count)
        qsort(e.terms, e.count, sizeof *e.terms, commonest_first);
    out->terms = e.terms;
    out->found = e.count;
    out->is_cut = e.seen > VOCABULARY_SEEN_MAX;
    out->count = e.count < most ? e.count : most;
    return MORGUE_OK;
}

/* ---- Forms of a word ---- */

/* Whether an article of the language holds the word. */
static morgue_status is_spoken(vocabulary *v, morgue_str word, size_t language,
                               bool *out, morgue_error *err)
{
    xap_search_options one = {.limit = 1, .sort_slot = -1,
                              .collapse_slot = -1};
    xap_query *both[2] = {NULL, NULL}, *query = NULL;
    segment_set *segments = xap_reader_segments(v->reader);
    xap_matches found = {0};
    morgue_status status;

    if (segments != NULL)
        return segment_set_has_both(segments, word,
                                    str_of(v->languages[language]), out, err);
    status = xap_query_term(&both[0], word, err);
    if (status == MORGUE_OK)
        status = xap_query_term(&both[1], str_of(v->languages[language]), err);
    if (status == MORGUE_OK)
        status = xap_query_combine(&query, XAP_AND, both, 2, 0, err);
    if (status == MORGUE_OK)
        status = xap_search(&found, v->reader, query, &one, err);
    *out = found.count > 0;
    xap_matches_free(&found);
    xap_query_free(query);
    xap_query_free(both[0]);
    xap_query_free(both[1]);
    return status;
}

static bool is_among(morgue_str word, const morgue_str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, list[i]))
            return true;
    return false;
}

/* Whether the stem adds anything, and the language is one of the word's. */
static morgue_status is_wanted(vocabulary *v, morgue_str word, morgue_str stem,
                               size_t language, bool *out, arena *memory,
                               morgue_error *err)
{
    morgue_str term = arena_format(memory, PREFIX_STEM "%.*s", (int)stem.size,
                                   stem.data);
    uint64_t frequency;
    morgue_status status = vocabulary_frequency(v, term, &frequency, err);

    *out = frequency > 0;
    if (status != MORGUE_OK || frequency == 0 || language == v->main_language)
        return status;
    return is_spoken(v, word, language, out, err);
}

/* all: in all languages, spoken or not. */
static morgue_status list_stems(vocabulary *v, morgue_str word, bool all,
                                morgue_str *out, size_t *count, arena *memory,
                                morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    *count = 0;
    for (size_t i = 0; i < v->stemmer_count && status == MORGUE_OK; i++) {
        morgue_str stem = stemmer_stem(v->stemmers[i], word);
        bool wanted = true;
        if (is_among(stem, out, *count))
            continue;
        stem = arena_copy(memory, stem);
        if (!all)
            status = is_wanted(v, word, stem, i, &wanted, memory, err);
        if (status == MORGUE_OK && wanted)
            out[(*count)++] = stem;
    }
    return status;
}

morgue_status vocabulary_stems(vocabulary *v, morgue_str word, morgue_str *out,
                               size_t *count, arena *memory,
                               morgue_error *err)
{
    uint64_t frequency;
    morgue_status status = vocabulary_frequency(v, word, &frequency, err);

    if (status == MORGUE_OK)
        status = list_stems(v, word, frequency == 0, out, count, memory, err);
    if (status == MORGUE_OK && *count == 0)
        status = list_stems(v, word, true, out, count, memory, err);
    return status;
}

typedef struct form_filter {
    vocabulary *v;
    morgue_str word;
    bool speaks[VOCABULARY_LANGUAGES_MAX];
    morgue_str stems[VOCABULARY_LANGUAGES_MAX]; /* of word, a language each */
} form_filter;

static bool is_form(void *user, morgue_str word)
{
    form_filter *f = user;

    if (str_equal(word, f->word))
        return true;
    for (size_t i = 0; i < f->v->stemmer_count; i++)
        if (f->speaks[i] &&
            str_equal(stemmer_stem(f->v->stemmers[i], word), f->stems[i]))
            return true;
    return false;
}

/* What the forms of a word begin with in all languages. */
static size_t common_beginning(const form_filter *f)
{
    size_t least = f->word.size;

    for (size_t i = 0; i < f->v->stemmer_count; i++) {
        size_t one = stem_beginning(f->word, f->stems[i]);
        least = one < least ? one : least;
    }
    return least;
}

morgue_status vocabulary_forms(vocabulary_terms *out, vocabulary *v,
                               morgue_str prefix, morgue_str word, size_t most,
                               arena *memory, morgue_error *err)
{
    form_filter f = {.v = v, .word = word};
    morgue_str stems[VOCABULARY_LANGUAGES_MAX];
    size_t same, count;
    morgue_status status =
        vocabulary_stems(v, word, stems, &count, memory, err);

    if (status != MORGUE_OK)
        return status;
    for (size_t i = 0; i < v->stemmer_count; i++) {
        f.stems[i] = arena_copy(memory, stemmer_stem(v->stemmers[i], word));
        f.speaks[i] = is_among(f.stems[i], stems, count);
    }
    same = common_beginning(&f);
    return vocabulary_expand(out, v, prefix, str_slice(word, 0, same), most,
                             is_form, &f, memory, err);
}
