/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "acronym.h"

#include "entity_bounds.h"
#include "mention.h"
#include "str.h"

#define ACRONYMS_MAX 64 /* of one article; of more the first */
#define KIND_UNSURE  (-1)

typedef struct acronym {
    uint64_t lower; /* hash of its letters, in small ones */
    int kind;
    bool is_sure; /* a name though it was not labelled: its long form says so */
} acronym;

typedef struct acronyms {
    acronym all[ACRONYMS_MAX];
    size_t count;
} acronyms;

/* "BfV": small letters between capitals. */
static bool is_mixed(morgue_str word)
{
    bool has_small = false;

    for (size_t i = 0; i < word.size; i++) {
        if (!ascii_is_alpha(word.data[i]))
            return false;
        has_small |= (word.data[i] & 0x20) != 0;
    }
    return has_small && !(word.data[0] & 0x20) &&
           !(word.data[word.size - 1] & 0x20);
}

/* Letters of the acronym at i; 0: it is none.  "HBCUs" has four. */
static size_t letters_of(const entity_document *d, size_t i)
{
    morgue_str word = str_slice(d->text, d->spans[i].begin, d->spans[i].end);
    size_t count = 0;

    if (is_mixed(word))
        return word.size;

    while (count < word.size && ascii_is_alpha(word.data[count]) &&
           !(word.data[count] & 0x20))
        count++;
    if (count + 1 == word.size && word.data[count] == 's')
        return count > 1 ? count : 0;
    return count > 1 && count == word.size ? count : 0;
}

/* "of", "and", "the" and other small words have no letter of their own. */
static bool is_skipped(const entity_document *d, size_t i)
{
    const entity_word *w = d->tokens[i].word;

    return !(w->flags & (WORD_LETTER | WORD_DIGIT)) ||
           (w->flags & WORD_SMALL &&
            ((w->cues & (CUE_OF | CUE_AND | CUE_THE)) ||
             d->spans[i].end - d->spans[i].begin <= 3));
}

/*
 * Where the words begin whose initials the acronym at `at` is, read from the
 * bracket backwards; `at` when they are not.
 */
static size_t long_form(const entity_document *d, size_t end, size_t at,
                        size_t letters)
{
    const char *word = d->text.data + d->spans[at].begin;
    size_t i = end;

    while (letters > 0) {
        char first;

        if (i == 0 || (d->tokens[i].place & PLACE_SENTENCE))
            return at;
        i--;
        first = ascii_lower(d->text.data[d->spans[i].begin]);
        if (first == ascii_lower(word[letters - 1]))
            letters--;
        else if (!is_skipped(d, i))
            return at;
    }
    return i;
}

static bool has_tag(const entity_document *d, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (d->tokens[i].tag != TAG_O)
            return true;
    return false;
}

static bool has_capital(const entity_document *d, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (d->tokens[i].word->flags & (WORD_CAPITAL | WORD_INNER))
            return true;
    return false;
}

/* What the words [begin, end) are. */
static int kind_of(const entity_document *d, size_t begin, size_t end)
{
    size_t first = end - 1;

    if (!has_tag(d, begin, end))
        return entity_bounds_is_event(d, begin, end) ||
                       !has_capital(d, begin, end)
                   ? KIND_OTHER
                   : KIND_UNSURE;
    while (first > 0 && d->tokens[first].tag != TAG_O &&
           !entity_starts(d->tokens[first].tag))
        first--;
    return d->tokens[first].tag != TAG_O && first <= begin
               ? TAG_KIND(d->tokens[first].tag)
               : KIND_UNSURE;
}

/* The lexicon's word counts for more than words in small letters. */
static bool is_known(const entity_document *d, size_t i)
{
    return (d->tokens[i].word->names &
            (NAME_BODY | NAME_COMPANY | NAME_TEAM | NAME_COUNTRY)) != 0;
}

/* "Stock Exchange", "Bundesamt": a word that organisations are called by. */
static bool says_org(const entity_document *d, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (d->tokens[i].word->names & NAME_ORG_WORD)
            return true;
    return false;
}

/* The acronym at `at`, when it stands in brackets behind what it is short for.
 */
static void read_acronym(const entity_document *d, size_t at, acronyms *found)
{
    size_t letters, end = at - 1, begin;
    int kind;

    if (!entity_has_cue(d, at - 1, CUE_OPENS) ||
        !entity_has_cue(d, at + 1, CUE_CLOSES) ||
        (letters = letters_of(d, at)) == 0)
        return;
    if (end > 2 && entity_has_cue(d, end - 2, CUE_OF) &&
        (d->tokens[end - 1].word->flags & WORD_DIGIT))
        end -= 2; /* "Act of 1961" */
    begin = long_form(d, end, at, letters);
    if (begin == at)
        return;
    kind = kind_of(d, begin, end);
    if (kind == KIND_UNSURE || kind == MENTION_PERSON ||
        found->count == ACRONYMS_MAX ||
        (is_known(d, at) && !entity_bounds_is_event(d, begin, end)))
        return;
    found->all[found->count++] =
        (acronym){.lower = d->tokens[at].word->lower,
                  .kind = kind,
                  .is_sure = kind == MENTION_ORG && says_org(d, begin, end)};
}

static void tag_acronym(entity_document *d, size_t i, const acronyms *found)
{
    if (d->tokens[i].tag != TAG_O && TAG_PART(d->tokens[i].tag) != PART_S)
        return;
    for (size_t n = 0; n < found->count; n++)
        if (found->all[n].lower == d->tokens[i].word->lower &&
            (d->tokens[i].tag != TAG_O || found->all[n].is_sure))
            entity_set(d, i, i + 1, found->all[n].kind);
}

void acronyms_tag(entity_document *d)
{
    acronyms found = {.count = 0};

    if (!(d->cues & CUE_OPENS))
        return;
    for (size_t n = 0; n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first; i < d->stretches[n].last; i++)
            if (i > 0 && i + 1 < d->count)
                read_acronym(d, i, &found);
    for (size_t n = 0; found.count > 0 && n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first; i < d->stretches[n].last; i++)
            tag_acronym(d, i, &found);
}
