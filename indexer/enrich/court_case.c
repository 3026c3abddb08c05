/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "court_case.h"

#include "entity_bounds.h"
#include "mention.h"
#include "person_cue.h"

#define CASES_MAX 16 /* of one article; of more the first */

typedef struct cases {
    uint64_t parties[CASES_MAX]; /* first ones of one word, in small letters */
    size_t count;
} cases;

static bool is_capital(const entity_document *d, size_t i)
{
    return i < d->count && (d->tokens[i].place & PLACE_SCORED) &&
           (d->tokens[i].word->flags & (WORD_CAPITAL | WORD_INNER));
}

/* Where the party begins that ends before the "v." at `at`, or `at`. */
static size_t party_begin(const entity_document *d, size_t at)
{
    size_t begin = at - 1;

    if (!is_capital(d, begin))
        return at;
    while (begin > 0 && d->tokens[begin].tag != TAG_O &&
           !entity_starts(d->tokens[begin].tag))
        begin--;
    return begin;
}

static size_t party_end(const entity_document *d, size_t begin)
{
    if (!is_capital(d, begin) || (d->tokens[begin].place & PLACE_SENTENCE))
        return begin;
    return entity_starts(d->tokens[begin].tag) ? entity_end(d, begin)
                                               : begin + 1;
}

static void add_party(cases *c, const entity_word *w)
{
    if (c->count < CASES_MAX && !(w->names & (NAME_COUNTRY | NAME_REGION)))
        c->parties[c->count++] = w->lower;
}

static void tag_case(entity_document *d, size_t at, cases *c)
{
    size_t begin = party_begin(d, at), end = party_end(d, at + 1);

    if (begin == at || end == at + 1)
        return;
    if (begin + 1 == at)
        add_party(c, d->tokens[begin].word);
    entity_set(d, begin, end, KIND_OTHER);
}

/* A longer name of a person ends so, or it stands behind a title. */
static bool is_person(const entity_document *d, uint64_t party)
{
    for (size_t n = 0; n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first; i < d->stretches[n].last; i++)
            if (d->tokens[i].word->lower == party && i > 0 &&
                (d->tokens[i].tag == TAG_OF(MENTION_PERSON, PART_E) ||
                 (d->tokens[i].tag == TAG_OF(MENTION_PERSON, PART_S) &&
                  person_is_title(d, i - 1))))
                return true;
    return false;
}

static void tag_party(entity_document *d, uint64_t party)
{
    for (size_t n = 0; n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first; i < d->stretches[n].last; i++)
            if (d->tokens[i].word->lower == party &&
                d->tokens[i].tag != TAG_O &&
                TAG_PART(d->tokens[i].tag) == PART_S)
                entity_set(d, i, i + 1, KIND_OTHER);
}

void court_cases_tag(entity_document *d)
{
    cases c = {.count = 0};

    if (!(d->cues & CUE_VERSUS))
        return;
    for (size_t n = 0; n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first + 1; i < d->stretches[n].last;
             i++)
            if (d->tokens[i].word->cues & CUE_VERSUS)
                tag_case(d, i, &c);
    for (size_t i = 0; i < c.count; i++)
        if (!is_person(d, c.parties[i]))
            tag_party(d, c.parties[i]);
}
