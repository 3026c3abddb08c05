/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "place_list.h"

#include "entity_bounds.h"
#include "mention.h"

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
    if (!(d->cues & CUE_COUNTIES))
        return;
    for (size_t n = 0; n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first; i < d->stretches[n].last; i++)
            if (i > 1 && (d->tokens[i - 1].word->cues & CUE_OF) &&
                (d->tokens[i - 2].word->cues & CUE_COUNTIES))
                tag_row(d, i);
}
