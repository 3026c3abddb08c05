/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "coreference.h"

#include "mention.h"
#include "name_part.h"
#include "str.h"

/* ---- Runs ---- */

uint64_t name_resolver_key(const name_resolver *r, const entity_run *run)
{
    uint64_t key = PHRASE_SEED;

    for (size_t i = run->begin; i < run->end; i++)
        key = entity_phrase_mix(key, name_resolver_word(r, i)->lower);
    return key;
}

bool name_resolver_in_headline(const name_resolver *r, const entity_run *run)
{
    return (r->d->tokens[run->begin].place &
            (PLACE_CAPS_LINE | PLACE_TITLE_LINE)) != 0;
}

static bool written_in_caps(const name_resolver *r, const entity_run *run)
{
    for (size_t i = run->begin; i < run->end; i++)
        if (name_resolver_word(r, i)->flags & WORD_PLAIN)
            return false;
    return true;
}

/* Of two ways to write a name the one with small letters, out of headlines. */
static bool better_writing(const name_resolver *r, const entity_run *a,
                           const entity_run *b)
{
    bool caps_a = written_in_caps(r, a), caps_b = written_in_caps(r, b);

    if (caps_a != caps_b)
        return caps_b;
    return name_resolver_in_headline(r, b) && !name_resolver_in_headline(r, a);
}

/* ---- 1. Spellings, and the kind that each gets most often ---- */

static void count_spelling(name_resolver *r, uint32_t i)
{
    uint32_t *at = name_table_at(&r->by_key, name_resolver_key(r, &r->runs[i]));
    spelling *s;

    if (*at == NAME_TABLE_NONE) {
        *at = (uint32_t)r->spelling_count;
        s = &r->spellings[r->spelling_count++];
        memset(s, 0, sizeof *s);
        s->best = i;
    }
    r->run_spellings[i] = *at;
    s = &r->spellings[*at];
    /* Headlines are labelled less surely: half a vote. */
    s->counts[r->runs[i].kind] +=
        name_resolver_in_headline(r, &r->runs[i]) ? 1 : 2;
    if (better_writing(r, &r->runs[i], &r->runs[s->best]))
        s->best = i;
}

static void count_spellings(name_resolver *r)
{
    name_table_init(&r->by_key, r->count, r->memory);
    r->run_spellings =
        arena_alloc(r->memory, (r->count + 1) * sizeof *r->run_spellings);
    r->spellings =
        arena_alloc(r->memory, (r->count + 1) * sizeof *r->spellings);
    r->spelling_count = 0;
    for (uint32_t i = 0; i < r->count; i++)
        count_spelling(r, i);
}

bool name_resolver_is_told(const name_resolver *r, const entity_run *run)
{
    uint32_t at = name_table_find(&r->by_key, name_resolver_key(r, run));

    return at != NAME_TABLE_NONE && r->spellings[at].counts[run->kind] > 0 &&
           !name_resolver_in_headline(r, &r->runs[r->spellings[at].best]);
}

static spelling *spelling_of(const name_resolver *r, uint32_t run)
{
    return &r->spellings[r->run_spellings[run]];
}

/* Two of three votes make a majority; else each keeps what it was given. */
static void take_majority(name_resolver *r)
{
    for (uint32_t i = 0; i < r->count; i++) {
        const spelling *s = spelling_of(r, i);
        uint32_t sum = 0, top = 0;

        for (uint32_t k = 0; k < TAG_KINDS; k++) {
            sum += s->counts[k];
            top = s->counts[k] > s->counts[top] ? k : top;
        }
        if (s->counts[top] * 3 >= sum * 2)
            r->runs[i].kind = (uint8_t)top;
    }
}

/* ---- 2. and 3. Names ---- */

/* A place or company that is spelled as the surname of a person here; where a
 * company has the same name, only after a title. */
static bool is_misread_surname(const name_resolver *r, const entity_run *run)
{
    const entity_token *t = &r->d->tokens[run->begin];

    if (run->kind == MENTION_ORG && org_part_is_head(r, run) &&
        !person_part_has_title(r, run))
        return false;
    return entity_run_size(run) == 1 && run->kind != MENTION_PERSON &&
           !(t->seen & (SEEN_AFTER_IN | SEEN_BEFORE_ORG | SEEN_AFTER_THE)) &&
           !(t->word->names & (NAME_COUNTRY | NAME_DEMONYM | NAME_COMPANY |
                               NAME_BODY | NAME_TEAM)) &&
           full_name_has_surname(r, run);
}

/* "JFK" where John F. Kennedy is told, and nothing else of these letters. */
static bool is_misread_letters(const name_resolver *r, const entity_run *run)
{
    return run->kind == MENTION_ORG && full_name_has_letters(r, run) &&
           org_part_find(r, run) == NAME_TABLE_NONE;
}

/* "Goldman" of Goldman Sachs, where nobody is called so, or where who is has
 * "Mr." elsewhere. */
static bool is_misread_company(const name_resolver *r, uint32_t i)
{
    const entity_run *run = &r->runs[i];

    if (run->kind != MENTION_PERSON || !org_part_is_head(r, run) ||
        person_part_has_title(r, run))
        return false;
    return entity_run_size(run) > 1 || spelling_of(r, i)->sex != 0 ||
           (!full_name_has_surname(r, run) && !full_name_has_forename(r, run));
}

static uint8_t reread_kind(const name_resolver *r, uint32_t i)
{
    const entity_run *run = &r->runs[i];

    if (is_misread_surname(r, run) || is_misread_letters(r, run))
        return MENTION_PERSON;
    return is_misread_company(r, i) ? MENTION_ORG : run->kind;
}

/* The name as one line: no line breaks, double blanks, or blanks of another
 * width. */
static morgue_str tidy(const name_resolver *r, const entity_run *run)
{
    const entity_span *spans = r->d->spans;
    morgue_str s =
        str_slice(r->d->text, spans[run->begin].begin, spans[run->end - 1].end);
    size_t blanks = 0, gaps = 0, size = 0;
    char *out;

    for (size_t i = run->begin + 1; i < run->end; i++) {
        gaps += spans[i].begin - spans[i - 1].end;
        blanks += spans[i].begin > spans[i - 1].end &&
                  r->d->text.data[spans[i].begin - 1] == ' ';
    }
    if (gaps == blanks)
        return s;
    out = arena_alloc(r->memory, s.size);
    for (size_t i = run->begin; i < run->end; i++) {
        size_t length = spans[i].end - spans[i].begin;

        if (i > run->begin && spans[i].begin > spans[i - 1].end)
            out[size++] = ' ';
        memcpy(out + size, r->d->text.data + spans[i].begin, length);
        size += length;
    }
    return str_make(out, size);
}

/* The run whose spelling is the name of run i. */
static uint32_t named_by(const name_resolver *r, uint32_t i)
{
    uint32_t full = full_name_find(r, &r->runs[i]), base;

    if (full != NAME_TABLE_NONE)
        return full;
    base = inflected_name_find(r, &r->runs[i]);
    if (base == NAME_TABLE_NONE)
        return i;
    full = full_name_find(r, &r->runs[base]);
    return full == NAME_TABLE_NONE ? base : full;
}

static morgue_str name_of(const name_resolver *r, uint32_t i)
{
    spelling *s = spelling_of(r, named_by(r, i));

    if (s->name.size == 0) {
        s->name = tidy(r, &r->runs[s->best]);
        s->name.size -= inflected_name_ending(r, &r->runs[s->best]);
    }
    return s->name;
}

/* "Skerra Islands": its last word says what it is. */
static bool is_land_or_water(const name_resolver *r, const entity_run *run)
{
    return entity_run_size(run) == 2 &&
           (name_resolver_word(r, run->end - 1)->cues & CUE_LAND);
}

static void prepare(name_resolver *r)
{
    size_t parts;

    r->count = entity_runs(r->d, r->memory, &r->runs);
    for (size_t i = 0; i < r->count; i++)
        if (is_land_or_water(r, &r->runs[i]))
            r->runs[i].kind = MENTION_PLACE;
    count_spellings(r);
    take_majority(r);
    person_part_sex(r);
    parts = full_name_parts_max(r);
    name_table_init(&r->first, parts, r->memory);
    name_table_init(&r->last, parts, r->memory);
    for (uint32_t i = 0; i < r->count; i++)
        full_name_tell(r, &r->first, i, false);
    for (uint32_t i = 0; i < r->count; i++)
        r->runs[i].kind = reread_kind(r, i);
}

size_t coreference_resolve(entity_document *d, arena *a, coreference **out)
{
    name_resolver r = {.d = d, .memory = a};
    size_t count = 0;
    bool is_trimmed;

    prepare(&r);
    is_trimmed = headline_names_trim(&r);
    if (overlooked_names_tag(&r) || is_trimmed)
        prepare(&r);
    *out = arena_alloc(a, (r.count + 1) * sizeof **out);
    for (uint32_t i = 0; i < r.count; i++) {
        coreference *c = &(*out)[count];

        if (r.runs[i].kind == KIND_OTHER)
            continue;
        c->run = r.runs[i];
        c->name = name_of(&r, i);
        full_name_tell(&r, &r.last, i, true);
        count++;
    }
    return count;
}
