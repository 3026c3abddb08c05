/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dateline.h"

#include "entity_bounds.h"
#include "mention.h"

#define CITY_WORDS_MAX   4
#define REGION_WORDS_MAX 3
#define AGENCY_WORDS_MAX 8

static bool has_cue(const entity_document *d, size_t i, unsigned cue)
{
    return i < d->count && !(d->spans[i].flags & TOKEN_LINE) &&
           (d->tokens[i].word->cues & cue) != 0;
}

/* Token i goes on with the line's first sentence, and is labelled. */
static bool is_name_word(const entity_document *d, size_t i)
{
    const entity_token *t = &d->tokens[i];

    return i < d->count && !(t->place & PLACE_SENTENCE) &&
           (t->place & PLACE_SCORED) && (t->word->flags & WORD_CAPITAL) &&
           !(t->word->flags & WORD_DIGIT) &&
           !(t->word->names & NAME_OTHER_WORD);
}

static size_t city_end(const entity_document *d, size_t begin)
{
    size_t end = begin + 1;

    if (!(d->tokens[begin].word->flags & WORD_CAPS) ||
        (d->tokens[begin].word->names & NAME_OTHER_WORD))
        return begin;
    while (end < begin + CITY_WORDS_MAX && is_name_word(d, end) &&
           (d->tokens[end].word->flags & WORD_CAPS))
        end++;
    return end;
}

static size_t region_end(const entity_document *d, size_t begin)
{
    size_t end = begin;

    while (end < begin + REGION_WORDS_MAX && is_name_word(d, end))
        end++;
    return end;
}

/* Behind "Feb. 26"; i when there is no such day. */
static size_t skip_day(const entity_document *d, size_t i)
{
    if (i + 1 < d->count && (d->tokens[i].word->names & NAME_OTHER_WORD) &&
        (d->tokens[i].word->flags & WORD_CAPITAL) &&
        (d->tokens[i + 1].word->flags & WORD_DIGIT))
        return i + 2;
    return i;
}

/* Behind "(CBSNewYork/AP)"; i when there is none. */
static size_t skip_agency(const entity_document *d, size_t i)
{
    if (!has_cue(d, i, CUE_OPENS))
        return i;
    for (size_t k = i + 1; k <= i + AGENCY_WORDS_MAX; k++)
        if (has_cue(d, k, CUE_CLOSES))
            return k + 1;
    return i;
}

/* What stands at i parts a dateline from its article. */
static bool ends_dateline(const entity_document *d, size_t i)
{
    size_t end;

    if (has_cue(d, i, CUE_COMMA))
        i++;
    end = skip_agency(d, skip_day(d, i));
    return end > i && has_cue(d, end, CUE_DASH);
}

static void tag_place(entity_document *d, size_t begin, size_t end)
{
    if (begin == end || (d->tokens[begin].phrase & NAME_BODY))
        return;
    if (d->tokens[end - 1].tag != TAG_O) /* no name goes on over a dash */
        entity_unset(d, end, entity_end(d, end - 1));
    entity_set(d, begin, end, MENTION_PLACE);
}

/* "CBSNewYork" of "(CBSNewYork/AP)" is no place. */
static void tag_agencies(entity_document *d, size_t i)
{
    size_t end;

    if (has_cue(d, i, CUE_COMMA))
        i++;
    i = skip_day(d, i);
    end = skip_agency(d, i);
    for (; i < end; i++)
        if (entity_starts(d->tokens[i].tag) && entity_end(d, i) < end &&
            TAG_KIND(d->tokens[i].tag) != KIND_OTHER)
            entity_set(d, i, entity_end(d, i), MENTION_ORG);
}

static void tag_dateline(entity_document *d, size_t begin)
{
    size_t city = city_end(d, begin), region = city, end = city;

    if (city == begin)
        return;
    if (has_cue(d, city, CUE_COMMA)) {
        region = city + 1;
        end = region_end(d, region);
        if (end == region)
            region = end = city;
    }
    if (!ends_dateline(d, end))
        return;
    tag_place(d, begin, city);
    tag_place(d, region, end);
    tag_agencies(d, end);
}

/* "Reuter": a line that is nothing but an agency. */
static void tag_agency(entity_document *d, size_t i)
{
    if ((d->tokens[i].word->names & NAME_BODY) &&
        !(d->tokens[i].word->names & (NAME_CITY | NAME_COUNTRY)) &&
        (i + 1 == d->count || (d->spans[i + 1].flags & TOKEN_LINE)))
        entity_set(d, i, i + 1, MENTION_ORG);
}

void datelines_tag(entity_document *d)
{
    for (size_t n = 0; n < d->stretch_count; n++) {
        size_t first = d->stretches[n].first;

        if (!(d->spans[first].flags & TOKEN_LINE))
            continue;
        tag_dateline(d, first);
        tag_agency(d, first);
    }
}
