/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name_part.h"

#include "mention.h"
#include "str.h"

#define INITIALS_MAX 8
#define CLIP_LETTERS 3

#define LAND_NAMES (NAME_CITY | NAME_COUNTRY | NAME_REGION | NAME_DEMONYM)

/* ---- Words of an organisation ---- */

/* Small words whose letters an acronym has. */
typedef enum small_words {
    SMALL_NONE, /* "IMF" of International Monetary Fund */
    SMALL_LONG, /* "OMS" of Organisation mondiale de la santé */
    SMALL_ALL,  /* "DOJ" of Department of Justice */
    SMALL_WAYS
} small_words;

static bool has_letter(const name_resolver *r, size_t token, small_words small)
{
    const entity_span *span = &r->d->spans[token];

    return !name_part_is_small(r, token) || small == SMALL_ALL ||
           (small == SMALL_LONG && span->end - span->begin > 3);
}

/* The capitals of a token behind hyphens: "Saint-Germain" has two initials. */
static size_t put_initials(const name_resolver *r, size_t token,
                           char letters[INITIALS_MAX], size_t count)
{
    const entity_span *span = &r->d->spans[token];
    const char *text = r->d->text.data;

    for (size_t i = span->begin; i < span->end; i++) {
        bool is_first = i == span->begin;

        if (!is_first &&
            !(text[i - 1] == '-' && text[i] >= 'A' && text[i] <= 'Z'))
            continue;
        if (count == INITIALS_MAX)
            return INITIALS_MAX + 1;
        letters[count++] = ascii_lower(text[i]);
    }
    return count;
}

/* The key of a run's acronym; 0 when it has none. */
static uint64_t acronym_key(const name_resolver *r, const entity_run *run,
                            small_words small)
{
    char letters[INITIALS_MAX];
    size_t count = 0;

    for (size_t i = run->begin; i < run->end && count <= INITIALS_MAX; i++)
        if (has_letter(r, i, small))
            count = put_initials(r, i, letters, count);
    if (count < 2 || count > INITIALS_MAX)
        return 0;
    return name_part_key(PART_ACRONYM, name_part_pack(letters, count));
}

/* The lexicon has the whole run as a company or team, as "Leeds United". */
static bool is_known_whole(const name_resolver *r, const entity_run *run)
{
    const entity_token *t = &r->d->tokens[run->begin];

    return (t->phrase & PHRASE_FIRST) &&
           (t->phrase & (NAME_COMPANY | NAME_TEAM)) &&
           (r->d->tokens[run->end - 1].phrase & PHRASE_LAST);
}

/* "Harvard University": a body, and what it is. */
static bool is_body_and_kind(const name_resolver *r, const entity_run *run)
{
    const entity_word *w = name_resolver_word(r, run->begin);

    return entity_run_size(run) == 2 && !(w->flags & WORD_CAPS) &&
           !(w->names & (LAND_NAMES | NAME_ORG_WORD | NAME_SMALL | NAME_MIXED |
                         NAME_OTHER_WORD)) &&
           (name_resolver_word(r, run->end - 1)->names & NAME_ORG_WORD);
}

/*
 * A place or a word of many organisations' names does not stand for one:
 * "New York" is not the New York Times, "Bank" not the Bank of England.
 */
static bool can_stand_for(const name_resolver *r, const entity_run *run)
{
    const entity_word *w = name_resolver_word(r, run->begin);

    if (!(w->flags & WORD_CAPITAL) || (w->names & NAME_SMALL))
        return false;
    return !(w->names & (LAND_NAMES | NAME_ORG_WORD | NAME_BODY |
                         NAME_PLACE_WORD | NAME_OTHER_WORD)) ||
           (is_known_whole(r, run) && !(w->names & NAME_COUNTRY)) ||
           is_body_and_kind(r, run);
}

static uint64_t head_key(const name_resolver *r, size_t token)
{
    return name_part_key(PART_HEAD, name_resolver_word(r, token)->lower);
}

/* "Philips" of "Koninklijke Philips", "Eagles" of the Philadelphia Eagles; not
 * "Amazon" of the Eastern Amazon, nor "VITA" of Lincoln VITA. */
static bool has_last(const name_resolver *r, const entity_run *run)
{
    const entity_word *first = name_resolver_word(r, run->begin);
    const entity_word *last = name_resolver_word(r, run->end - 1);

    if (!(last->flags & WORD_PLAIN) ||
        (last->names & (NAME_COUNTRY | NAME_DEMONYM | NAME_PLACE_WORD |
                        NAME_ORG_WORD | NAME_SMALL | NAME_OTHER_WORD)) ||
        (last->cues & (CUE_SUFFIX | CUE_PARTNERS)))
        return false;
    return is_known_whole(r, run) ||
           (entity_run_size(run) == 2 && (first->flags & WORD_CAPITAL) &&
            !(first->names & LAND_NAMES) && !(last->names & NAME_BODY));
}

static uint64_t last_key(const name_resolver *r, size_t token)
{
    return name_part_key(PART_LAST, name_resolver_word(r, token)->lower);
}

/* "Fed" of Federal Reserve: the first three letters of two words. */
static uint64_t clip_key(const name_resolver *r, size_t token)
{
    size_t begin = r->d->spans[token].begin;

    return name_part_key(
        PART_CLIP,
        entity_word_lower(str_slice(r->d->text, begin, begin + CLIP_LETTERS)));
}

/* One that papers know: "Fed", but no "FBI". */
static bool is_clipped(const name_resolver *r, const entity_run *run)
{
    const entity_span *span = &r->d->spans[run->begin];
    const entity_word *w = name_resolver_word(r, run->begin);

    return span->end - span->begin == CLIP_LETTERS && (w->flags & WORD_PLAIN) &&
           (w->names & NAME_BODY);
}

/* Mixes what counts of the words [begin, end) into the key. */
static uint64_t mix_words(const name_resolver *r, size_t begin, size_t end,
                          uint64_t key, size_t *count)
{
    for (size_t i = begin; i < end; i++) {
        const entity_word *w = name_resolver_word(r, i);

        if (name_part_is_small(r, i) || (w->cues & (CUE_THE | CUE_SUFFIX)))
            continue;
        key = entity_phrase_mix(key, w->lower);
        ++*count;
    }
    return key;
}

/* "Department" of "Department of Justice" and of "Justice Department": the last
 * word, or the one before "of" and its like. */
static size_t office_of(const name_resolver *r, const entity_run *run)
{
    size_t i = run->begin;

    while (i + 1 < run->end && !name_part_is_small(r, i + 1))
        i++;
    return i;
}

/* It says what it is, but not which: "the Department". */
static bool is_office(const name_resolver *r, size_t token)
{
    const entity_word *w = name_resolver_word(r, token);

    return (w->names & NAME_ORG_WORD) && !(w->names & NAME_BODY);
}

/* Not "Department's Road Safety Programme". */
static bool tells_office(const name_resolver *r, const entity_run *run)
{
    size_t i = office_of(r, run);

    return is_office(r, i) &&
           (i + 1 == run->end ||
            (name_resolver_word(r, i + 1)->flags & WORD_SMALL));
}

/* Not "Department" of "Department of" what else was not labelled. */
static bool is_office_alone(const name_resolver *r, const entity_run *run)
{
    return is_office(r, run->begin) &&
           !(run->end < r->d->count &&
             (name_resolver_word(r, run->end)->cues & CUE_OF));
}

static uint64_t office_key(const name_resolver *r, size_t token)
{
    return name_part_key(PART_OFFICE, name_resolver_word(r, token)->lower);
}

/* Where "of" stands that may be turned around: "Department of Justice" is the
 * Justice Department, but the University of Washington is no Washington
 * University.  `end` when there is none. */
static size_t turning_of(const name_resolver *r, const entity_run *run)
{
    size_t of = office_of(r, run) + 1;

    return of + 1 < run->end && is_office(r, of - 1) &&
                   (name_resolver_word(r, of)->cues & CUE_OF) &&
                   !(name_resolver_word(r, of + 1)->names & LAND_NAMES)
               ? of
               : run->end;
}

/* The same for "Justice Department" and "Department of Justice", "Exxon Mobil"
 * and "Exxon Mobil Corp."; 0 when fewer than two words count. */
static uint64_t words_key(const name_resolver *r, const entity_run *run)
{
    size_t of = turning_of(r, run), count = 0;
    uint64_t key = PHRASE_SEED;

    if (of < run->end)
        key = mix_words(r, of + 1, run->end, key, &count);
    key = mix_words(r, run->begin, of, key, &count);
    return count < 2 ? 0 : name_part_key(PART_WORDS, key);
}

/* ---- Tell ---- */

size_t org_part_count(const entity_run *run)
{
    return entity_run_size(run) < 2 ? 0 : 8;
}

/* The longest of the names of these words, of equals the first. */
static void tell_words(const name_resolver *r, name_table *t, uint32_t i)
{
    uint64_t words = words_key(r, &r->runs[i]);
    uint32_t *at;

    if (words == 0)
        return;
    at = name_table_at(t, words);
    if (*at == NAME_TABLE_NONE ||
        entity_run_size(&r->runs[i]) > entity_run_size(&r->runs[*at]))
        *at = i;
}

/* Two that end alike are not told apart: Manchester and Leeds United. */
static void tell_last(const name_resolver *r, name_table *t, uint32_t i)
{
    uint32_t *at = name_table_at(t, last_key(r, r->runs[i].end - 1));

    if (*at == NAME_TABLE_NONE)
        *at = i;
    else if (*at != NAME_PART_UNSURE &&
             r->run_spellings[*at] != r->run_spellings[i])
        *at = NAME_PART_UNSURE;
}

void org_part_tell(const name_resolver *r, name_table *t, uint32_t i,
                   bool replace)
{
    const entity_run *run = &r->runs[i];

    if (can_stand_for(r, run))
        name_part_set(t, head_key(r, run->begin), i, replace);
    if (has_last(r, run))
        tell_last(r, t, i);
    tell_words(r, t, i);
    for (small_words small = SMALL_NONE; small < SMALL_WAYS; small++) {
        uint64_t acronym = acronym_key(r, run, small);

        if (acronym != 0)
            name_part_set(t, acronym, i, replace && small == SMALL_NONE);
    }
    if (entity_run_size(run) == 2)
        name_part_set(t, clip_key(r, run->begin), i, replace);
    if (tells_office(r, run))
        name_part_set(t, office_key(r, office_of(r, run)), i, replace);
}

/* ---- Find ---- */

static uint32_t find_in_all(const name_resolver *r, uint64_t key)
{
    uint32_t full = name_table_find(&r->first, key);

    return full == NAME_PART_UNSURE ? NAME_TABLE_NONE : full;
}

/* "Exxon Mobil" of "Exxon Mobil Corp.". */
static uint32_t find_several(const name_resolver *r, const entity_run *run)
{
    uint64_t words = words_key(r, run);
    uint32_t full = words != 0 ? find_in_all(r, words) : NAME_TABLE_NONE;

    return full != NAME_TABLE_NONE &&
                   entity_run_size(&r->runs[full]) > entity_run_size(run)
               ? full
               : NAME_TABLE_NONE;
}

uint32_t org_part_find(const name_resolver *r, const entity_run *run)
{
    uint64_t letters = name_part_letters(r, run->begin);
    uint32_t full = NAME_TABLE_NONE;

    if (entity_run_size(run) != 1)
        return find_several(r, run);
    if (letters != 0)
        full = name_part_look(r, name_part_key(PART_BRACKETS, letters));
    if (full == NAME_TABLE_NONE && is_office_alone(r, run))
        /* no telling before it was told */
        full = name_table_find(&r->last, office_key(r, run->begin));
    if (full == NAME_TABLE_NONE)
        full = name_part_look(r, head_key(r, run->begin));
    if (full == NAME_TABLE_NONE)
        full = find_in_all(r, last_key(r, run->begin));
    if (full == NAME_TABLE_NONE && letters != 0)
        full = name_part_look(r, name_part_key(PART_ACRONYM, letters));
    if (full == NAME_TABLE_NONE && is_clipped(r, run))
        full = name_part_look(r, clip_key(r, run->begin));
    return full;
}

/* A company or team for sure, by the lexicon or its last word: "Ruch SA". */
static bool is_sure_org(const name_resolver *r, const entity_run *run)
{
    const entity_word *last = name_resolver_word(r, run->end - 1);

    return is_known_whole(r, run) || (last->cues & CUE_SUFFIX) ||
           ((last->flags & WORD_CAPS) && (last->names & NAME_ORG_WORD));
}

bool org_part_is_head(const name_resolver *r, const entity_run *run)
{
    uint32_t full;

    if (entity_run_size(run) > 1)
        return find_several(r, run) != NAME_TABLE_NONE;
    full = name_table_find(&r->first, head_key(r, run->begin));
    return full != NAME_TABLE_NONE && is_sure_org(r, &r->runs[full]);
}
