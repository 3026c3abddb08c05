/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "training_writer.h"

#include "heap.h"

#include <stdlib.h>
#include <string.h>

#define ARTICLE_MAX (1u << 30)

void training_writer_init(training_writer *w, training_set *set, float weight,
                          arena *a)
{
    memset(w, 0, sizeof *w);
    w->set = set;
    w->memory = a;
    w->weight = weight;
    w->new_sentence = true;
    buffer_init(&w->text, ARTICLE_MAX);
}

void training_writer_free(training_writer *w)
{
    buffer_free(&w->text);
    free(w->spans);
    free(w->tags);
}

void training_writer_sentence(training_writer *w)
{
    w->new_sentence = true;
}

static void grow(training_writer *w)
{
    size_t room = w->room ? w->room * 2 : 4096;

    w->spans = heap_resize(w->spans, room, sizeof *w->spans);
    w->tags = heap_resize(w->tags, room, 1);
    w->room = room;
}

void training_writer_add(training_writer *w, morgue_str token, int tag)
{
    entity_span *span;

    if (w->count == w->room)
        grow(w);
    if (w->text.size > 0)
        buffer_append_char(&w->text, w->new_sentence ? '\n' : ' ');
    span = &w->spans[w->count];
    span->begin = (uint32_t)w->text.size;
    buffer_append_str(&w->text, token);
    span->end = (uint32_t)w->text.size;
    span->flags = w->new_sentence ? TOKEN_SENTENCE | TOKEN_LINE : 0;
    w->tags[w->count++] = (uint8_t)tag;
    w->new_sentence = false;
}

void training_writer_article(training_writer *w)
{
    training_article *article;

    if (w->count > 0) {
        article = training_set_add(w->set);
        article->text = arena_copy(w->memory, buffer_view(&w->text));
        article->spans =
            arena_alloc(w->memory, w->count * sizeof *article->spans);
        memcpy(article->spans, w->spans, w->count * sizeof *article->spans);
        article->tags = arena_alloc(w->memory, w->count);
        memcpy(article->tags, w->tags, w->count);
        article->count = w->count;
        article->weight = w->weight;
        w->set->tokens += w->count;
    }
    buffer_clear(&w->text);
    w->count = 0;
    w->new_sentence = true;
}
