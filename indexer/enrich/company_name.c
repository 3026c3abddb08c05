/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "company_name.h"

#include "entity_bounds.h"
#include "mention.h"

static bool is_of_company(const entity_document *d, size_t i)
{
    const entity_word *w = d->tokens[i].word;

    if (entity_has_cue(d, i, CUE_AMPERSAND))
        return true;
    return (w->flags & (WORD_CAPITAL | WORD_DIGIT)) &&
           !(w->names & NAME_SMALL) && !entity_has_cue(d, i, CUE_SUFFIX);
}

/* The token before is of this sentence, and one that is labelled: a name
 * that began outside of its stretch would lose its beginning. */
static bool goes_back(const entity_document *d, size_t i)
{
    return i > 0 && !(d->tokens[i].place & PLACE_SENTENCE) &&
           (d->tokens[i - 1].place & PLACE_SCORED);
}

static size_t names_begin(const entity_document *d, size_t i)
{
    while (goes_back(d, i) && is_of_company(d, i - 1))
        i--;
    return i;
}

/* "Tindall and" before "Co": where it begins, or i. */
static size_t partners_begin(const entity_document *d, size_t i)
{
    size_t begin;

    if (!entity_has_cue(d, i, CUE_PARTNERS) || !goes_back(d, i) ||
        !entity_has_cue(d, i - 1, CUE_AND))
        return i;
    begin = names_begin(d, i - 1);
    return begin < i - 1 && is_of_company(d, begin) ? begin : i;
}

/* Where the company begins whose suffix stands at i, or i. */
static size_t company_begin(const entity_document *d, size_t i)
{
    size_t begin = i;

    if (goes_back(d, begin) && entity_has_cue(d, begin - 1, CUE_COMMA))
        begin--;
    begin = names_begin(d, begin);
    if (begin > 0 && entity_has_cue(d, begin - 1, CUE_OF))
        return i; /* of a longer name that nobody has told */
    if (begin == i || !is_of_company(d, begin))
        return i;
    return partners_begin(d, begin);
}

/* [begin, end), and what is before it of the same name. */
static void take(entity_document *d, size_t begin, size_t i, size_t end)
{
    while (begin < i && entity_goes_over(d, begin))
        begin--;
    if (begin < i && !entity_goes_over(d, end))
        entity_set(d, begin, end, MENTION_ORG);
}

/* "Netherby, Inc.", "Tindall and Sons Inc." with the suffix or "Sons" at i. */
static void take_company(entity_document *d, size_t i)
{
    if (entity_has_cue(d, i, CUE_SUFFIX) && !entity_goes_over(d, i))
        take(d, company_begin(d, i), i, i + 1);
    else if (entity_has_cue(d, i, CUE_PARTNERS) && !entity_goes_over(d, i))
        take(d, partners_begin(d, i), i,
             entity_starts(d->tokens[i].tag) ? entity_end(d, i) : i + 1);
}

void company_names_tag(entity_document *d)
{
    if (!(d->cues & (CUE_SUFFIX | CUE_PARTNERS)))
        return;
    for (size_t n = 0; n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first; i < d->stretches[n].last; i++)
            take_company(d, i);
}
