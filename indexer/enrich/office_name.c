/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office_name.h"

#include "entity_bounds.h"
#include "mention.h"

/* The token goes on with the sentence of the one before, and is labelled. */
static bool goes_on(const entity_document *d, size_t i)
{
    return i < d->count && (d->tokens[i].place & PLACE_SCORED) &&
           !(d->tokens[i].place & PLACE_SENTENCE);
}

static bool is_office(const entity_document *d, size_t i)
{
    return d->tokens[i].tag == TAG_OF(MENTION_ORG, PART_S) &&
           (d->tokens[i].word->names & NAME_ORG_WORD) &&
           !(d->tokens[i].word->names & NAME_BODY);
}

/* Behind "of the": where the rest of the name begins, or i. */
static size_t rest_begin(const entity_document *d, size_t i)
{
    size_t at = i + 1;

    if (!goes_on(d, at) || !(d->tokens[at].word->cues & CUE_OF))
        return i;
    at++;
    return goes_on(d, at) && (d->tokens[at].word->cues & CUE_THE) ? at + 1 : at;
}

static void take_office(entity_document *d, size_t i)
{
    size_t begin = rest_begin(d, i), end = begin;

    if (begin == i)
        return;
    if (goes_on(d, begin) && entity_starts(d->tokens[begin].tag) &&
        TAG_KIND(d->tokens[begin].tag) == MENTION_ORG)
        end = entity_end(d, begin);
    while (end == begin || d->tokens[end - 1].tag == TAG_O) {
        if (!goes_on(d, end) || d->tokens[end].tag != TAG_O ||
            !(d->tokens[end].word->flags & WORD_CAPITAL))
            break;
        end++;
    }
    if (end > begin)
        entity_set(d, i, end, MENTION_ORG);
}

void office_names_tag(entity_document *d)
{
    for (size_t n = 0; n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first; i < d->stretches[n].last; i++)
            if (is_office(d, i))
                take_office(d, i);
}
