/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An index of a few articles, made in a directory that goes with it.
 */
#ifndef SMALL_INDEX_H
#define SMALL_INDEX_H

#include "document_builder.h"
#include "field.h"
#include "morgue.h"
#include "segment_writer.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* NULL where an article has none.  people: full names, a semicolon between
 * them; each counts wherever it is written in full, and so do its last words
 * where they stand alone. */
typedef struct small_article {
    const char *title, *text, *published, *language, *source, *url, *people;
} small_article;

#define SMALL_MENTIONS_MAX 100

typedef struct small_index {
    char root[64];
    char path[80];
    segment_writer *writer;
} small_index;

static inline void small_index_create(small_index *s)
{
    snprintf(s->root, sizeof s->root, "%s", "small_index_XXXXXX");
    assert_non_null(mkdtemp(s->root));
    snprintf(s->path, sizeof s->path, "%.63s/segment", s->root);
    assert_int_equal(segment_writer_open(&s->writer, s->path,
                                         MORGUE_WRITER_BULK, NULL),
                     MORGUE_OK);
}

static inline size_t small_mentions(const small_article *a, morgue_str text,
                                    bool in_title, mention *out)
{
    morgue_str people = str_of(a->people);
    size_t count = 0;

    while (people.size) {
        size_t end = str_find_char(people, ';'), from = 0, at;
        morgue_str name = str_slice(people, 0, end);
        morgue_str last = name;
        for (size_t i = 0; i < name.size; i++)
            if (name.data[i] == ' ')
                last = str_slice(name, i + 1, name.size);
        while (count < SMALL_MENTIONS_MAX &&
               (at = str_find(str_slice(text, from, text.size), last)) !=
                   SIZE_MAX) {
            size_t begin = from + at, before = name.size - last.size;
            from = begin + last.size;
            if (begin >= before &&
                str_starts_with(str_slice(text, begin - before, text.size),
                                name))
                begin -= before;
            out[count++] = (mention){(uint32_t)begin, (uint32_t)from,
                                     MENTION_PERSON, in_title, name};
        }
        people = str_slice(people, end == SIZE_MAX ? end : end + 1, SIZE_MAX);
    }
    return count;
}

static inline int small_compare_mentions(const void *x, const void *y)
{
    const mention *a = x, *b = y;

    return a->begin < b->begin ? -1 : a->begin > b->begin;
}

/* offset: where it is said to stand in its archive. */
static inline void small_index_add_at(small_index *s,
                                      const small_article *given,
                                      int64_t offset)
{
    mention mentions[2 * SMALL_MENTIONS_MAX];
    size_t in_title, in_text;
    arena *memory = arena_new();
    document_terms *terms = document_terms_new();
    record r;
    article a = {.url = str_of(given->url), .title = str_of(given->title),
                 .source = str_of(given->source),
                 .language = str_of(given->language ? given->language : "en"),
                 .text = str_of(given->text)};
    document d;

    record_init(&r);
    r.file = STR("small.tar");
    r.member = str_of(given->text);
    r.offset = offset;
    r.length = -1;
    if (given->published)
        assert_true(civil_date_parse_iso(&a.published,
                                         str_of(given->published)));
    in_title = small_mentions(given, a.title, true, mentions);
    qsort(mentions, in_title, sizeof *mentions, small_compare_mentions);
    in_text = small_mentions(given, a.text, false, mentions + in_title);
    qsort(mentions + in_title, in_text, sizeof *mentions,
          small_compare_mentions);
    document_build(&d, terms, &a, &r, mentions, in_title + in_text, memory);
    assert_int_equal(segment_writer_add(s->writer, &d, NULL), MORGUE_OK);
    record_free(&r);
    document_terms_free(terms);
    arena_free(memory);
}

static inline void small_index_add(small_index *s, const small_article *given)
{
    small_index_add_at(s, given, -1);
}

/* It says to be of a schema; of ours is SCHEMA_VERSION. */
static inline void small_index_finish(small_index *s, int schema)
{
    char number[16];

    snprintf(number, sizeof number, "%d", schema);
    assert_int_equal(segment_writer_set_metadata(s->writer, STR("schema"),
                                                 str_of(number), NULL),
                     MORGUE_OK);
    assert_int_equal(segment_writer_finish(s->writer, NULL), MORGUE_OK);
    segment_writer_close(s->writer);
}

static inline void small_index_remove(small_index *s)
{
    char command[128];

    snprintf(command, sizeof command, "rm -rf '%s'", s->root);
    assert_int_equal(system(command), 0);
}

#endif
