/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snippet.h"

#include "hit_finder.h"
#include "passage.h"
#include "str.h"

/* Text of the passage; white space of any kind becomes blanks. */
static morgue_str passage_text(morgue_str text, morgue_mark passage, arena *a)
{
    size_t size = passage.end - passage.begin;
    char *out = arena_alloc(a, size + 1);

    memcpy(out, text.data + passage.begin, size);
    for (size_t i = 0; i < size; i++)
        if (ascii_is_space(out[i]))
            out[i] = ' ';
    out[size] = 0;
    return str_make(out, size);
}

/* The spans within the passage, told from its begin; in place. */
static void keep_marks(snippet *out, span_list *spans, morgue_mark passage)
{
    size_t count = 0;

    for (size_t i = 0; i < spans->count; i++) {
        morgue_mark s = spans->items[i];
        if (s.begin >= passage.begin && s.end <= passage.end)
            spans->items[count++] = (morgue_mark){s.begin - passage.begin,
                                                  s.end - passage.begin};
    }
    out->marks = spans->items;
    out->mark_count = count;
}

static void cut(snippet *out, morgue_str text, span_list *spans,
                morgue_mark passage, arena *a)
{
    *out = (snippet){{"", 0}, NULL, 0, passage.begin, passage.end};
    if (passage.end <= passage.begin)
        return;
    out->text = passage_text(text, passage, a);
    keep_marks(out, spans, passage);
}

void snippet_find(snippet *out, const stored_article *article,
                  const snippet_pattern *patterns, size_t pattern_count,
                  size_t chars, arena *a)
{
    hit_list hits;
    span_list spans;
    morgue_mark passage = {0, 0};

    hits_find(&hits, article, false, patterns, pattern_count, a);
    hits_merge(&spans, &hits, a);
    if (chars > article->text.size)
        chars = article->text.size;
    if (chars > 0 && article->text.size > 0)
        passage = passage_choose(article->text, &hits, &spans, patterns,
                                 pattern_count, chars, a);
    cut(out, article->text, &spans, passage, a);
}

void snippet_title(snippet *out, const stored_article *article,
                   const snippet_pattern *patterns, size_t pattern_count,
                   arena *a)
{
    hit_list hits;
    span_list spans;

    hits_find(&hits, article, true, patterns, pattern_count, a);
    hits_merge(&spans, &hits, a);
    cut(out, article->title, &spans, (morgue_mark){0, article->title.size},
        a);
}
