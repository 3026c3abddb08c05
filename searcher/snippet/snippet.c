/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snippet.h"

#include "hit_finder.h"
#include "passage.h"
#include "str.h"

/* The text of the stretches; white space of any kind becomes blanks. */
static void append_stretch(buffer *out, morgue_str text, morgue_mark stretch)
{
    size_t begin = out->size;

    buffer_append_str(out, str_slice(text, stretch.begin, stretch.end));
    for (size_t i = begin; i < out->size; i++)
        if (ascii_is_space(out->data[i]))
            out->data[i] = ' ';
}

/* The spans within a stretch, told from where it stands in the snippet; in
 * place, behind `count` others. */
static size_t keep_marks(span_list *spans, size_t count, morgue_mark stretch,
                         size_t at)
{
    for (size_t i = count; i < spans->count; i++) {
        morgue_mark s = spans->items[i];
        if (s.begin >= stretch.begin && s.end <= stretch.end)
            spans->items[count++] = (morgue_mark){
                s.begin - stretch.begin + at, s.end - stretch.begin + at};
    }
    return count;
}

static void cut(snippet *out, morgue_str text, span_list *spans,
                const passage *p, arena *a)
{
    const morgue_mark *last = &p->stretches[p->count - 1];
    buffer joined;

    *out = (snippet){.text = STR(""), .begin = p->stretches[0].begin,
                     .end = last->end};
    if (out->end <= out->begin)
        return;
    buffer_init(&joined, SIZE_MAX / 2);
    for (size_t i = 0; i < p->count; i++) {
        if (i > 0) {
            out->gap = joined.size;
            out->resumed = p->stretches[i].begin;
            buffer_append_str(&joined, STR(STRETCHES_JOINT));
        }
        out->mark_count = keep_marks(spans, out->mark_count, p->stretches[i],
                                     joined.size);
        append_stretch(&joined, text, p->stretches[i]);
    }
    out->marks = spans->items;
    out->text = arena_copy(a, buffer_view(&joined));
    buffer_free(&joined);
}

void snippet_find(snippet *out, const stored_article *article,
                  const snippet_pattern *patterns, size_t pattern_count,
                  size_t chars, arena *a)
{
    hit_list hits;
    span_list spans;
    passage p = {.count = 1};

    hits_find(&hits, article, false, patterns, pattern_count, a);
    hits_merge(&spans, &hits, a);
    if (chars > article->text.size)
        chars = article->text.size;
    if (chars > 0 && article->text.size > 0)
        passage_choose(&p, article->text, &hits, &spans, patterns,
                       pattern_count, chars, a);
    cut(out, article->text, &spans, &p, a);
}

void snippet_title(snippet *out, const stored_article *article,
                   const snippet_pattern *patterns, size_t pattern_count,
                   arena *a)
{
    passage whole = {{{0, article->title.size}}, 1};
    hit_list hits;
    span_list spans;

    hits_find(&hits, article, true, patterns, pattern_count, a);
    hits_merge(&spans, &hits, a);
    cut(out, article->title, &spans, &whole, a);
}
