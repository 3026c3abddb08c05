/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "place_list.h"

#include "entity_bounds.h"
#include "mention.h"
#include "str.h"

static const char *const heads[] = {"counties",  "parishes", "boroughs",
                                    "districts", "towns",    "villages",
                                    "provinces"};

static bool is_head(const entity_document *d, size_t i)
{
    morgue_str text = str_slice(d->text, d->spans[i].begin, d->spans[i].end);

    for (size_t n = 0; n < sizeof heads / sizeof *heads; n++)
        if (str_equal_nocase(text, str_of(heads[n])))
            return true;
    return false;
}

static bool is_name_word(const entity_document *d, size_t i, size_t first)
{
    return i < d->count && (d->tokens[i].place & PLACE_SCORED) &&
           (i == first || !(d->tokens[i].place & PLACE_SENTENCE)) &&
           (d->tokens[i].word->flags & (WORD_CAPITAL | WORD_INNER));
}

/* Behind the comma, the "and" or both that part two names; i: none do. */
static size_t skip_separator(const entity_document *d, size_t i)
{
    if (i < d->count && (d->tokens[i].word->cues & CUE_COMMA))
        i++;
    if (i < d->count && (d->tokens[i].word->cues & CUE_AND))
        i++;
    return i;
}

static void tag_row(entity_document *d, size_t begin)
{
    while (is_name_word(d, begin, begin)) {
        size_t end = begin + 1, next;

        while (is_name_word(d, end, begin))
            end++;
        entity_set(d, begin, end, MENTION_PLACE);
        next = skip_separator(d, end);
        if (next == end)
            return;
        begin = next;
    }
}

void place_lists_tag(entity_document *d)
{
    for (size_t n = 0; n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first; i < d->stretches[n].last; i++)
            if (i > 1 && (d->tokens[i - 1].word->cues & CUE_OF) &&
                is_head(d, i - 2))
                tag_row(d, i);
}
