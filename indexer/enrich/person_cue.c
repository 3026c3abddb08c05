/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "person_cue.h"

#include "word_cue.h"

bool person_is_title(const entity_document *d, size_t i)
{
    const entity_token *t = &d->tokens[i];

    return ((t->word->names | t->phrase) & NAME_TITLE) &&
           !(t->word->names & (NAME_FORENAME | NAME_PARTICLE));
}

bool person_is_post(const entity_document *d, size_t i)
{
    const entity_token *t = &d->tokens[i];

    return person_is_title(d, i) && (t->word->flags & WORD_CAPITAL) &&
           !((t->word->names | t->phrase) &
             (NAME_ORG_WORD | NAME_BODY | NAME_COMPANY | NAME_TEAM));
}

size_t person_post_end(const entity_document *d, size_t at, size_t end)
{
    do
        at++;
    while (at < end && (d->tokens[at].phrase & PHRASE_LATER));
    return at;
}

bool person_is_post_of(const entity_document *d, size_t begin, size_t end)
{
    size_t after = person_post_end(d, begin, end);
    uint32_t last = d->tokens[end - 1].word->names | d->tokens[end - 1].phrase;

    return person_is_post(d, begin) && after < end &&
           (d->tokens[after].word->flags & WORD_SMALL) &&
           !(last & (NAME_ORG_WORD | NAME_PLACE_WORD | NAME_BODY));
}

bool person_has_title_within(const entity_document *d, size_t begin, size_t at)
{
    const entity_word *first = d->tokens[begin].word;

    return (d->tokens[at].word->names & NAME_SURNAME) ||
           ((first->names & NAME_FORENAME) && !(first->flags & WORD_CAPS));
}

bool person_is_full_name(const entity_document *d, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if ((d->tokens[i].word->names & NAME_ORG_WORD) ||
            !(d->tokens[i].word->flags & (WORD_CAPITAL | WORD_INNER)))
            return false;
    return end - begin >= 2 && end - begin <= 4 &&
           (d->tokens[begin].word->names & NAME_FORENAME);
}

bool person_is_unknown_name(const entity_document *d, size_t begin, size_t end)
{
    const uint32_t more = NAME_CITY | NAME_COUNTRY | NAME_REGION |
                          NAME_DEMONYM | NAME_COMPANY | NAME_TEAM | NAME_BODY |
                          NAME_TITLE | NAME_ORG_WORD | NAME_PLACE_WORD |
                          NAME_OTHER_WORD | NAME_SMALL | NAME_MIXED;

    for (size_t i = begin; i < end; i++)
        if (!(d->tokens[i].word->flags & WORD_PLAIN) ||
            (d->tokens[i].word->names & more))
            return false;
    return end - begin == 2 || end - begin == 3;
}

bool person_is_surname(const entity_document *d, size_t i)
{
    const uint32_t others = NAME_CITY | NAME_COUNTRY | NAME_REGION |
                            NAME_ORG_WORD | NAME_COMPANY | NAME_BODY |
                            NAME_PLACE_WORD | NAME_TITLE;
    const entity_word *w = d->tokens[i].word;

    return (w->names & (NAME_SURNAME | NAME_SURNAME_RARE | NAME_FORENAME)) &&
           !(w->names & others) && (w->flags & WORD_PLAIN);
}

/* A word that a person may be called by, and a ministry not. */
static bool is_name_word(const entity_document *d, size_t i)
{
    const uint32_t others = NAME_COUNTRY | NAME_DEMONYM | NAME_COMPANY |
                            NAME_TEAM | NAME_BODY | NAME_TITLE | NAME_ORG_WORD |
                            NAME_PLACE_WORD | NAME_OTHER_WORD | NAME_SMALL;
    const entity_token *t = &d->tokens[i];
    uint32_t names = t->word->names;

    if (!(t->word->flags & WORD_PLAIN) || t->phrase || (names & others))
        return false;
    return (names & (NAME_FORENAME | NAME_SURNAME | NAME_SURNAME_RARE)) ||
           !(names & (NAME_CITY | NAME_REGION | NAME_MIXED));
}

size_t person_minister(const entity_document *d, size_t begin, size_t end)
{
    size_t at = end;

    if (!person_is_ministry(d, begin))
        return end;
    while (at > begin && end - at < 3 && is_name_word(d, at - 1))
        at--;
    return at > begin ? at : end;
}

size_t person_behind_post(const entity_document *d, size_t begin, size_t end)
{
    size_t after = person_post_end(d, begin, end);
    bool is_post = after > begin + 1 ? person_is_title(d, begin)
                                     : person_is_post(d, begin);

    /* "Principal Deputy National Security Advisor" */
    while (is_post && after < end && (d->tokens[after].phrase & PHRASE_FIRST) &&
           person_is_title(d, after))
        after = person_post_end(d, after, end);
    if (is_post && after < end &&
        (person_is_full_name(d, after, end) ||
         (after + 1 == end && person_is_surname(d, after))))
        return after;
    return end;
}

bool person_is_tail(const entity_document *d, size_t i)
{
    return (d->tokens[i].word->cues & CUE_TAIL) != 0;
}

bool person_is_numeral(const entity_document *d, size_t i)
{
    return person_is_tail(d, i) && d->text.data[d->spans[i].begin] == 'I';
}

bool person_is_ministry(const entity_document *d, size_t i)
{
    if (i > 2 && (d->tokens[i - 1].word->cues & CUE_THE))
        i--;
    return i > 1 && (d->tokens[i - 1].word->cues & CUE_OF) &&
           (d->tokens[i - 2].word->cues & CUE_MINISTER);
}
