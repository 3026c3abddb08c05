/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glass_documents bulk|again|xapian SET SEED COUNT DIRECTORY: write a segment
 * of documents made by rule.  All ways get the same ones; "again" is in bulk
 * by a writer that has written others before.
 *
 *   edges  one of each strange thing, and COUNT random ones between
 *   news   COUNT documents with words as frequent as in a language
 *   tiny   COUNT documents of a word or none: many docids
 *   runs   documents with one letter over and over, for bulk alone: libxapian
 *          can't read such ones that it wrote itself
 */
#include "document_terms.h"
#include "segment_writer_impl.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>

#define VALUE_LONG 5000

static uint64_t random_state;

/* Knuth's MMIX generator: the same everywhere. */
static uint32_t random_below(uint32_t n)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((random_state >> 33) % n);
}

/* ---- A document that grows ---- */

typedef struct draft {
    arena *arena;
    document_terms *terms;
    document_value values[8];
    document document;
} draft;

static void draft_begin(draft *d)
{
    arena_reset(d->arena);
    document_terms_begin(d->terms, 0);
    d->document = (document){.values = d->values, .language = STR("en")};
}

static void draft_word(draft *d, morgue_str term, uint32_t position,
                       unsigned wdf, bool stems)
{
    document_terms_add(d->terms, term, position, wdf, stems);
}

static void draft_value(draft *d, uint32_t slot, morgue_str value)
{
    d->values[d->document.value_count++] =
        (document_value){slot, arena_copy(d->arena, value)};
}

static morgue_str filled(draft *d, size_t size, unsigned salt)
{
    char *bytes = arena_alloc(d->arena, size + 1);

    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)('a' + (i * i + salt) % 23);
    return str_make(bytes, size);
}

static void add(segment_writer *w, draft *d)
{
    morgue_error err;

    document_terms_give(d->terms, &d->document);
    if (w->ops->add(w, &d->document, &err) != MORGUE_OK) {
        fprintf(stderr, "document %u: %s\n", w->ops->count(w) + 1,
                err.message);
        exit(1);
    }
}

/* ---- Ordinary documents ---- */

/* Few words are frequent and many are rare, as in any language. */
static morgue_str random_word(draft *d)
{
    uint32_t rank = random_below(1u << random_below(16)) + 1;
    static const char *const endings[] = {"", "s", "ed", "ing", "ation"};

    return arena_format(d->arena, "w%x%s", rank * 7919u,
                        endings[random_below(5)]);
}

static void random_document(draft *d, uint32_t words)
{
    uint32_t position = 0;

    draft_begin(d);
    for (uint32_t i = 0; i < words; i++) {
        morgue_str word = random_word(d);
        position += 1 + (random_below(50) == 0 ? random_below(300) : 0);
        draft_word(d, word, position, 1, true);
        if (random_below(20) == 0)
            draft_word(d, arena_format(d->arena, "XP%.*s", (int)word.size,
                                       word.data),
                       position, 0, false);
        if (random_below(30) == 0)
            draft_word(d, arena_format(d->arena, "S%.*s", (int)word.size,
                                       word.data),
                       position, 1, false);
    }
    draft_word(d, arena_format(d->arena, "Q%u", random_below(1u << 30)), 0, 0,
               false);
    if (random_below(10))
        draft_value(d, 0, arena_format(d->arena, "%014u",
                                       random_below(1u << 30)));
    if (random_below(4) == 0)
        draft_value(d, 5, STR("en"));
    if (random_below(5))
        d->document.data = filled(d, random_below(6000), random_below(99));
}

static void news(segment_writer *w, draft *d, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        random_document(d, random_below(600));
        add(w, d);
    }
}

static void tiny(segment_writer *w, draft *d, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        draft_begin(d);
        if (i % 3)
            draft_word(d, i % 2 ? STR("odd") : STR("even"), i % 5, 1, false);
        if (i % 7 == 0)
            draft_value(d, 2, i % 2 ? STR("one") : STR("two"));
        add(w, d);
    }
}

/* ---- Strange documents ---- */

static void terms_of_all_sizes(draft *d)
{
    draft_begin(d);
    for (unsigned size = 1; size <= DOCUMENT_TERM_MAX; size++)
        draft_word(d, filled(d, size, size), size, 1, size % 2 == 0);
    for (unsigned size = 241; size <= 245; size++)
        draft_word(d, filled(d, size, size), 300 + size, 1, false);
}

static void terms_with_nul(draft *d)
{
    static const char bytes[] = "\0\0a\0b\xff\0\0";

    draft_begin(d);
    for (unsigned from = 0; from < sizeof bytes - 1; from++)
        for (unsigned size = 1; from + size < sizeof bytes; size++)
            draft_word(d, str_make(bytes + from, size), from * 9 + size, 1,
                       false);
    draft_word(d, filled(d, 3, 1), 3, 1, true);
    draft_word(d, str_make(memset(arena_alloc(d->arena, 122), 0, 122), 122),
               99, 1, false);
    draft_word(d, STR("\xc0\x80\xff\xfe"), 100, 1, true);
    draft_word(d, STR("\xf0\x9f\x93\xb0"), 101, 1, true);
    draft_word(d, STR("caf\xc3\xa9s"), 102, 1, true);
    d->document.data = STR("\0\xff\0 data with NUL");
}

static void counts_of_all_sizes(draft *d)
{
    static const uint32_t counts[] = {1,   2,   125, 126,   127,
                                      128, 254, 255, 256,   300,
                                      511, 512, 999, 16384, 70000};

    draft_begin(d);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        morgue_str word = arena_format(d->arena, "times%u", counts[i]);
        for (uint32_t k = 1; k <= counts[i]; k++)
            draft_word(d, word, k * (uint32_t)(i + 1), 1, i % 2 == 0);
    }
    draft_word(d, STR("never"), 5, 0, false);
    draft_word(d, STR("neither"), 0, 0, true);
}

static void strange_positions(draft *d)
{
    draft_begin(d);
    for (unsigned bit = 0; bit < 32; bit++) {
        draft_word(d, STR("bits"), (uint32_t)1 << bit, 1, false);
        draft_word(d, arena_format(d->arena, "bit%u", bit),
                   (uint32_t)1 << bit, 1, false);
    }
    draft_word(d, STR("bits"), UINT32_MAX, 1, false);
    for (unsigned i = 100; i > 0; i--) /* backwards, and each twice */
        draft_word(d, STR("back"), i / 2 + 1, 1, true);
    for (unsigned i = 1; i < 2000; i++)
        draft_word(d, STR("squares"), i * i, 1, true);
    draft_word(d, STR("with"), 7, 1, false);
    draft_word(d, STR("with"), 0, 1, false);
}

static void huge(draft *d, uint32_t words)
{
    draft_begin(d);
    for (uint32_t i = 1; i <= words; i++)
        draft_word(d, random_word(d), i, 1, true);
    d->document.data = filled(d, 3000000, 5);
}

static void values_alone(draft *d)
{
    draft_begin(d);
    draft_value(d, 0, filled(d, VALUE_LONG, 3));
    draft_value(d, 1, STR("\0"));
    draft_value(d, 127, STR("a"));
    draft_value(d, 128, STR("b"));
    draft_value(d, 256, STR("c\0d"));
    draft_value(d, 70000, STR("\xff\xff"));
    draft_value(d, UINT32_MAX - 1, STR("last"));
}

/* Data that deflates to next to nothing, of every size that may matter. */
static void repeated_data(segment_writer *w, draft *d)
{
    for (size_t size = 8000; size < 25000; size += 97) {
        draft_begin(d);
        d->document.data =
            str_make(memset(arena_alloc(d->arena, size), 'r', size), size);
        add(w, d);
    }
}

static void same_word_in_two_languages(draft *d, morgue_str language)
{
    draft_begin(d);
    d->document.language = language;
    draft_word(d, STR("nationen"), 1, 1, true);
    draft_word(d, STR("Znation"), 0, 1, false);
    draft_word(d, STR("generations"), 2, 1, true);
}

/* Stems that come from several words, from some of a word's occurrences alone,
 * and from what looks like a stem. */
static void words_of_one_stem(draft *d, bool all_stem)
{
    draft_begin(d);
    draft_word(d, STR("connect"), 1, 1, true);
    draft_word(d, STR("connected"), 2, 3, true);
    draft_word(d, STR("connecting"), 3, 1, true);
    draft_word(d, STR("connections"), 0, 2, all_stem);
    draft_word(d, STR("generations"), 4, 1, true);
    draft_word(d, STR("generations"), 5, 1, all_stem);
    draft_word(d, STR("relations"), 6, 1, all_stem);
    draft_word(d, STR("Zconnect"), 0, 1, false);
    draft_word(d, STR("Zrelations"), 7, 1, all_stem);
}

static void edges(segment_writer *w, draft *d, uint32_t count)
{
    static void (*const strange[])(draft *) = {
        draft_begin,  terms_of_all_sizes,  terms_with_nul, strange_positions,
        values_alone, counts_of_all_sizes, draft_begin};
    static const char *const languages[] = {"de", "en", "", "xx", "de"};

    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        news(w, d, count / 16 + 1);
        strange[i](d);
        add(w, d);
    }
    huge(d, count * 1000);
    add(w, d);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        same_word_in_two_languages(d, str_of(languages[i]));
        add(w, d);
    }
    for (int i = 0; i < 5; i++) {
        words_of_one_stem(d, i % 2 == 0);
        add(w, d);
    }
    news(w, d, count / 2);
    draft_begin(d);
    add(w, d);
}

/* ---- The whole ---- */

static void fill(segment_writer *w, const char *set, uint32_t count)
{
    draft d = {.arena = arena_new(), .terms = document_terms_new()};

    if (strcmp(set, "edges") == 0)
        edges(w, &d, count);
    else if (strcmp(set, "news") == 0)
        news(w, &d, count);
    else if (strcmp(set, "runs") == 0)
        repeated_data(w, &d);
    else
        tiny(w, &d, count);
    document_terms_free(d.terms);
    arena_free(d.arena);
}

static morgue_status write_set(segment_writer *w, const char *set,
                               uint32_t count, morgue_error *err)
{
    w->ops->set_metadata(w, STR("set"), str_of(set), NULL);
    w->ops->set_metadata(w, STR("a\0b"), STR("\0"), NULL);
    w->ops->set_metadata(w, STR("a"), STR("first"), NULL);
    w->ops->set_metadata(w, STR("none"), STR(""), NULL);
    w->ops->set_metadata(w, STR("a"), STR("second"), NULL);
    fill(w, set, count);
    return w->ops->finish(w, err);
}

/* A writer that has written another segment before, beside this one. */
static morgue_status open_again(segment_writer **w, const char *set,
                                const char *path, morgue_error *err)
{
    char before[4096];
    morgue_status status;

    snprintf(before, sizeof before, "%s-before", path);
    status = segment_writer_open_bulk(w, before, err);
    if (status == MORGUE_OK)
        status = write_set(*w, set, 2, err);
    if (status == MORGUE_OK)
        status = segment_writer_restart(*w, path, err);
    return status;
}

static morgue_status open_way(segment_writer **w, char **argv,
                              morgue_error *err)
{
    if (strcmp(argv[1], "bulk") == 0)
        return segment_writer_open_bulk(w, argv[5], err);
    if (strcmp(argv[1], "again") == 0)
        return open_again(w, argv[2], argv[5], err);
    return segment_writer_open_xapian(w, argv[5], err);
}

int main(int argc, char **argv)
{
    morgue_error err = {.message = "wrong arguments"};
    morgue_status status = MORGUE_EINVALID;
    segment_writer *w = NULL;

    if (argc == 6) {
        random_state = (uint64_t)atoi(argv[3]) + 1000;
        status = open_way(&w, argv, &err);
    }
    if (status == MORGUE_OK) {
        random_state = (uint64_t)atoi(argv[3]);
        status = write_set(w, argv[2], (uint32_t)atoi(argv[4]), &err);
    }
    if (w)
        w->ops->close(w);
    if (status != MORGUE_OK)
        fprintf(stderr, "glass_documents: %s\n", err.message);
    return status != MORGUE_OK;
}
