/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which part of a name stands for all of it.
 */
#include "name_resolver.h"

#include "mention.h"
#include "person_cue.h"
#include "str.h"

#define INITIALS_MAX 8
#define PARTS_MAX    3 /* a surname, a forename, an initial */

/* What tables are asked for, so that one serves for all. */
enum {
    KEY_SURNAME = 1,
    KEY_FORENAME,
    KEY_INITIAL,
    KEY_HEAD,
    KEY_ACRONYM,
    KEY_OFFICE
};

static uint64_t part_key(unsigned what, uint64_t value)
{
    return entity_mix(what, value);
}

/* ---- Persons ---- */

/* The first letter of a token, for "P. Simmons". */
static char initial_of(const name_resolver *r, size_t token)
{
    return ascii_lower(r->d->text.data[r->d->spans[token].begin]);
}

static bool is_initial(const name_resolver *r, size_t token)
{
    const entity_span *span = &r->d->spans[token];

    return span->end - span->begin == 1 ||
           (span->end - span->begin == 2 &&
            r->d->text.data[span->end - 1] == '.');
}

/* "King" of "Martin Luther King Jr.". */
static size_t surname_of(const name_resolver *r, const entity_run *run)
{
    bool has_tail =
        entity_run_size(run) >= 3 && person_is_tail(r->d, run->end - 1);

    return run->end - (has_tail ? 2 : 1);
}

static uint64_t surname_key(const name_resolver *r, const entity_run *run)
{
    size_t surname = surname_of(r, run);

    return part_key(KEY_SURNAME, name_resolver_word(r, surname)->lower);
}

static uint64_t forename_key(const name_resolver *r, const entity_run *run)
{
    return part_key(KEY_FORENAME, name_resolver_word(r, run->begin)->lower);
}

static uint64_t initial_key(const name_resolver *r, const entity_run *run)
{
    return part_key(
        KEY_INITIAL,
        entity_mix((uint64_t)initial_of(r, run->begin),
                   name_resolver_word(r, surname_of(r, run))->lower));
}

/* A capital that may be part of a name, not of "If Joe Biden". */
bool full_name_may_hold(const name_resolver *r, size_t token)
{
    const entity_token *t = &r->d->tokens[token];
    unsigned doubtful =
        t->place & PLACE_SENTENCE ? NAME_SMALL | NAME_MIXED : NAME_SMALL;

    return (t->word->flags & WORD_CAPITAL) &&
           !(t->word->names & (NAME_TITLE | doubtful));
}

/* "Brown Jackson" of "Ketanji Brown Jackson". */
static bool is_end_of(const name_resolver *r, const entity_run *part,
                      const entity_run *whole)
{
    uint32_t rest = whole->end - entity_run_size(part);

    if (entity_run_size(part) >= entity_run_size(whole))
        return false;
    for (uint32_t i = whole->begin; i < rest; i++)
        if (!full_name_may_hold(r, i))
            return false;
    for (uint32_t i = 0; i < entity_run_size(part); i++)
        if (name_resolver_word(r, part->begin + i)->lower !=
            name_resolver_word(r, rest + i)->lower)
            return false;
    return true;
}

/* ---- Organisations ---- */

static bool is_small_word(const name_resolver *r, size_t token)
{
    return !(name_resolver_word(r, token)->flags & (WORD_CAPITAL | WORD_DIGIT));
}

/* "imf" for International Monetary Fund; 0 when it has none. */
static uint64_t acronym_key(const name_resolver *r, const entity_run *run)
{
    char letters[INITIALS_MAX];
    size_t count = 0;

    for (size_t i = run->begin; i < run->end; i++) {
        if (is_small_word(r, i))
            continue;
        if (count == INITIALS_MAX)
            return 0;
        letters[count++] = initial_of(r, i);
    }
    if (count < 2)
        return 0;
    return part_key(KEY_ACRONYM, entity_word_lower(str_make(letters, count)));
}

/*
 * A place or a word of many organisations' names does not stand for one:
 * "New York" is not the New York Times, "Bank" not the Bank of England.
 */
static bool can_stand_for(const name_resolver *r, size_t token)
{
    const entity_word *w = name_resolver_word(r, token);

    return (w->flags & WORD_CAPITAL) != 0 &&
           !(w->names & (NAME_CITY | NAME_COUNTRY | NAME_REGION | NAME_DEMONYM |
                         NAME_ORG_WORD | NAME_BODY | NAME_PLACE_WORD |
                         NAME_SMALL | NAME_OTHER_WORD));
}

static uint64_t head_key(const name_resolver *r, const entity_run *run)
{
    return part_key(KEY_HEAD, name_resolver_word(r, run->begin)->lower);
}

/* "Department" of "Department of Justice" and of "Justice Department": the last
 * word, or the one before "of" and its like. */
static size_t office_of(const name_resolver *r, const entity_run *run)
{
    size_t i = run->begin;

    while (i + 1 < run->end && !is_small_word(r, i + 1))
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
    return part_key(KEY_OFFICE, name_resolver_word(r, token)->lower);
}

/* ---- Full names, and what stands for them ---- */

static void set(name_table *t, uint64_t key, uint32_t run, bool replace)
{
    uint32_t *at = name_table_at(t, key);

    if (replace || *at == NAME_TABLE_NONE)
        *at = run;
}

/* Tell table t that run i is a person's name in full. */
static void tell_person(const name_resolver *r, name_table *t, uint32_t i,
                        bool replace)
{
    const entity_run *run = &r->runs[i];
    uint32_t *at = name_table_at(t, surname_key(r, run));
    bool has_initial = is_initial(r, run->begin);

    if (*at == NAME_TABLE_NONE || is_end_of(r, &r->runs[*at], run) ||
        (replace && !has_initial && !is_end_of(r, run, &r->runs[*at])))
        *at = i;
    if (!has_initial) {
        set(t, forename_key(r, run), i, replace);
        set(t, initial_key(r, run), i, replace);
    }
}

/* The same of any kind. */
void full_name_tell(const name_resolver *r, name_table *t, uint32_t i,
                    bool replace)
{
    const entity_run *run = &r->runs[i];
    uint64_t acronym;

    if (entity_run_size(run) < 2)
        return;
    if (run->kind == MENTION_PERSON) {
        tell_person(r, t, i, replace);
    } else if (run->kind == MENTION_ORG) {
        if (can_stand_for(r, run->begin))
            set(t, head_key(r, run), i, replace);
        if ((acronym = acronym_key(r, run)) != 0)
            set(t, acronym, i, replace);
        if (tells_office(r, run))
            set(t, office_key(r, office_of(r, run)), i, replace);
    }
}

size_t full_name_parts_max(const name_resolver *r)
{
    size_t parts = 0;

    for (size_t i = 0; i < r->count; i++)
        parts += entity_run_size(&r->runs[i]) > 1 ? PARTS_MAX : 0;
    return parts;
}

/* The last one told before, or else the first in the article. */
static uint32_t look(const name_resolver *r, uint64_t key)
{
    uint32_t run = name_table_find(&r->last, key);

    return run != NAME_TABLE_NONE ? run : name_table_find(&r->first, key);
}

/* "Merkels" of "Angela Merkel". */
static uint32_t person_without_ending(const name_resolver *r,
                                      const entity_run *run)
{
    uint64_t stems[NAME_STEMS_MAX];
    size_t count = inflected_name_stems(r, run, stems);
    uint32_t full = NAME_TABLE_NONE;

    for (size_t i = 0; i < count && full == NAME_TABLE_NONE; i++)
        full = look(r, part_key(KEY_SURNAME, stems[i]));
    return full;
}

static uint32_t full_person(const name_resolver *r, const entity_run *run)
{
    uint32_t full = NAME_TABLE_NONE;

    if (is_initial(r, run->begin) && entity_run_size(run) > 1)
        return look(r, initial_key(r, run));
    full = look(r, surname_key(r, run));
    if (full == NAME_TABLE_NONE && entity_run_size(run) == 1)
        full = person_without_ending(r, run);
    if (entity_run_size(run) == 1)
        return full != NAME_TABLE_NONE ? full : look(r, forename_key(r, run));
    if (full != NAME_TABLE_NONE && !is_end_of(r, run, &r->runs[full]))
        full = NAME_TABLE_NONE;
    return full;
}

static uint32_t full_org(const name_resolver *r, const entity_run *run)
{
    const entity_word *w = name_resolver_word(r, run->begin);
    uint32_t full;

    if (entity_run_size(run) != 1)
        return NAME_TABLE_NONE;
    if (is_office_alone(r, run)) /* no telling before it was told */
        return name_table_find(&r->last, office_key(r, run->begin));
    full = look(r, head_key(r, run));
    if (full == NAME_TABLE_NONE && (w->flags & WORD_CAPS))
        full = look(r, part_key(KEY_ACRONYM, w->lower));
    return full;
}

uint32_t full_name_find(const name_resolver *r, const entity_run *run)
{
    uint32_t full = NAME_TABLE_NONE;

    if (run->kind == MENTION_PERSON)
        full = full_person(r, run);
    else if (run->kind == MENTION_ORG)
        full = full_org(r, run);
    if (full != NAME_TABLE_NONE && r->runs[full].kind != run->kind)
        full = NAME_TABLE_NONE;
    return full;
}

bool full_name_has_surname(const name_resolver *r, const entity_run *run)
{
    return name_table_find(&r->first, surname_key(r, run)) != NAME_TABLE_NONE;
}
