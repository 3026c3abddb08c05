/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "training_set.h"

#include "buffer.h"
#include "entity_model.h"
#include "error.h"
#include "heap.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>

#define FILE_MAX (1u << 30)

/* The names that sets of training data give to the kinds. */
static const struct {
    const char *name;
    int kind;
} kind_names[] = {
    {"per", 0},          {"pers", 0},         {"person", 0},      {"org", 1},
    {"organization", 1}, {"organisation", 1}, {"corporation", 1}, {"group", 1},
    {"loc", 2},          {"location", 2},     {"gpe", 2},         {"place", 2},
    {"geo", 2},          {"misc", 3},         {"product", 3},     {"pro", 3},
    {"event", 3},        {"other", 3},
};

static int kind_of(morgue_str name)
{
    for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++)
        if (str_equal_nocase(name, str_of(kind_names[i].name)))
            return kind_names[i].kind;
    return -1;
}

/* A tag as written, before the sentence tells where entities end. */
typedef struct raw_tag {
    int kind; /* -1: none */
    bool begins;
} raw_tag;

static raw_tag raw_tag_of(morgue_str text)
{
    raw_tag tag = {-1, false};

    if (text.size > 2 && text.data[1] == '-') {
        tag.kind = kind_of(str_slice(text, 2, text.size));
        tag.begins = memchr("BSUbsu", text.data[0], 6) != NULL;
    } else {
        tag.kind = kind_of(text);
    }
    return tag;
}

/* Words that the Penn Treebank writes in its own way. */
static morgue_str plain_token(morgue_str token)
{
    static const char *const pairs[][2] = {
        {"-LRB-", "("}, {"-RRB-", ")"}, {"-LSB-", "["},
        {"-RSB-", "]"}, {"``", "\""},   {"''", "\""},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_equal(token, str_of(pairs[i][0])))
            return str_of(pairs[i][1]);
    return token;
}

typedef struct reader {
    training_set *set;
    const training_source *source;
    arena *memory;
    buffer text; /* of the article so far */
    entity_span *spans;
    raw_tag *raw;
    size_t count, room, sentences;
    bool new_sentence;
} reader;

static void grow(reader *r)
{
    size_t room = r->room ? r->room * 2 : 4096;

    r->spans = heap_resize(r->spans, room, sizeof *r->spans);
    r->raw = heap_resize(r->raw, room, sizeof *r->raw);
    r->room = room;
}

static void add_token(reader *r, morgue_str token, raw_tag tag)
{
    entity_span *span;

    if (r->count == r->room)
        grow(r);
    token = plain_token(token);
    if (r->text.size > 0)
        buffer_append_char(&r->text, r->new_sentence ? '\n' : ' ');
    span = &r->spans[r->count];
    span->begin = (uint32_t)r->text.size;
    buffer_append_str(&r->text, token);
    span->end = (uint32_t)r->text.size;
    span->flags = r->new_sentence ? TOKEN_SENTENCE | TOKEN_LINE : 0;
    r->raw[r->count++] = tag;
    r->new_sentence = false;
}

static uint8_t final_tag(const reader *r, size_t i)
{
    raw_tag tag = r->raw[i];
    bool first, last;

    if (tag.kind < 0)
        return TAG_O;
    first = i == 0 || tag.begins || r->raw[i - 1].kind != tag.kind ||
            (r->spans[i].flags & TOKEN_SENTENCE);
    last = i + 1 == r->count || r->raw[i + 1].begins ||
           r->raw[i + 1].kind != tag.kind ||
           (r->spans[i + 1].flags & TOKEN_SENTENCE);
    return (uint8_t)TAG_OF(tag.kind, first ? (last ? PART_S : PART_B)
                                           : (last ? PART_E : PART_I));
}

training_article *training_set_add(training_set *set)
{
    if (set->count == set->room) {
        set->room = set->room ? set->room * 2 : 1024;
        set->articles =
            heap_resize(set->articles, set->room, sizeof *set->articles);
    }
    return &set->articles[set->count++];
}

static void end_article(reader *r)
{
    training_article *article;

    if (r->count > 0) {
        article = training_set_add(r->set);
        article->text = arena_copy(r->memory, buffer_view(&r->text));
        article->spans =
            arena_alloc(r->memory, r->count * sizeof *article->spans);
        memcpy(article->spans, r->spans, r->count * sizeof *article->spans);
        article->tags = arena_alloc(r->memory, r->count);
        for (size_t i = 0; i < r->count; i++)
            article->tags[i] = final_tag(r, i);
        article->count = r->count;
        article->weight = r->source->weight;
        r->set->tokens += r->count;
    }
    buffer_clear(&r->text);
    r->count = 0;
    r->sentences = 0;
    r->new_sentence = true;
}

static void end_sentence(reader *r)
{
    if (!r->new_sentence)
        r->sentences++;
    r->new_sentence = true;
    if (r->source->sentences > 0 && r->sentences >= r->source->sentences)
        end_article(r);
}

static void read_line(reader *r, morgue_str line)
{
    size_t first = 0, last = line.size;

    line = str_trim(line);
    if (line.size == 0) {
        end_sentence(r);
        return;
    }
    if (str_starts_with(line, STR("-DOCSTART-"))) {
        if (r->source->sentences == 0)
            end_article(r);
        return;
    }
    last = line.size;
    while (first < line.size && !ascii_is_space(line.data[first]))
        first++;
    while (last > first && !ascii_is_space(line.data[last - 1]))
        last--;
    if (first == line.size || (line.data[0] == '#' && first == 1))
        return;
    add_token(r, str_slice(line, 0, first),
              raw_tag_of(str_slice(line, last, line.size)));
    if (r->source->split && line.size > 1 && first == 1 &&
        memchr(".!?", line.data[0], 3))
        end_sentence(r);
}

morgue_status training_file_read(const char *path, buffer *out,
                                 morgue_error *err)
{
    FILE *file = fopen(path, "rb");
    char piece[1 << 16];
    size_t got;

    if (!file)
        return error_set_errno(err, "%s", path);
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_append(out, piece, got);
    fclose(file);
    return buffer_status(out, path, err);
}

morgue_status training_set_read(training_set *set,
                                const training_source *source, arena *a,
                                morgue_error *err)
{
    reader r = {.set = set, .source = source, .memory = a};
    buffer file;
    morgue_str rest, line;
    morgue_status status;

    buffer_init(&file, FILE_MAX);
    buffer_init(&r.text, FILE_MAX);
    status = training_file_read(source->path, &file, err);
    r.new_sentence = true;
    rest = buffer_view(&file);
    while (status == MORGUE_OK && str_next_line(&rest, &line))
        read_line(&r, line);
    end_article(&r);
    buffer_free(&file);
    buffer_free(&r.text);
    free(r.spans);
    free(r.raw);
    return status;
}
