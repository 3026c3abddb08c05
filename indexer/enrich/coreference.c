/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "coreference.h"

#include "mention.h"
#include "name_table.h"
#include "str.h"

#define NONE         NAME_TABLE_NONE
#define INITIALS_MAX 8

/* What tables are asked for, so that one serves for all. */
enum { KEY_SURNAME = 1, KEY_FORENAME, KEY_INITIAL, KEY_HEAD, KEY_ACRONYM };

/* All mentions that are spelled alike, but for capitals. */
typedef struct spelling {
    uint32_t counts[TAG_KINDS];
    uint32_t best; /* the run whose writing stands for all */
} spelling;

typedef struct resolver {
    entity_document *d;
    arena *memory;
    entity_run *runs;
    size_t count;
    uint64_t *keys; /* of each run */
    spelling *spellings;
    size_t spelling_count;
    name_table by_key;      /* run key -> spelling */
    name_table first, last; /* a part of a name -> a run with all of it */
} resolver;

/* ---- Runs ---- */

static const entity_word *word_of(const resolver *r, size_t token)
{
    return r->d->tokens[token].word;
}

static uint64_t part_key(unsigned what, uint64_t value)
{
    return entity_mix(what, value);
}

static uint64_t run_key(const resolver *r, const entity_run *run)
{
    uint64_t key = PHRASE_SEED;

    for (size_t i = run->begin; i < run->end; i++)
        key = entity_phrase_mix(key, word_of(r, i)->lower);
    return key;
}

static uint32_t run_size(const entity_run *run)
{
    return run->end - run->begin;
}

static bool in_headline(const resolver *r, const entity_run *run)
{
    return (r->d->tokens[run->begin].place &
            (PLACE_CAPS_LINE | PLACE_TITLE_LINE)) != 0;
}

static bool written_in_caps(const resolver *r, const entity_run *run)
{
    for (size_t i = run->begin; i < run->end; i++)
        if (word_of(r, i)->flags & WORD_PLAIN)
            return false;
    return true;
}

/* Of two ways to write a name the one with small letters, out of headlines. */
static bool better_writing(const resolver *r, const entity_run *a,
                           const entity_run *b)
{
    bool caps_a = written_in_caps(r, a), caps_b = written_in_caps(r, b);

    if (caps_a != caps_b)
        return caps_b;
    return in_headline(r, b) && !in_headline(r, a);
}

/* ---- 1. Spellings, and the kind that each gets most often ---- */

static void count_spelling(resolver *r, uint32_t i)
{
    uint32_t *at = name_table_at(&r->by_key, r->keys[i]);
    spelling *s;

    if (*at == NONE) {
        *at = (uint32_t)r->spelling_count;
        s = &r->spellings[r->spelling_count++];
        memset(s, 0, sizeof *s);
        s->best = i;
    }
    s = &r->spellings[*at];
    /* Headlines are labelled less surely: half a vote. */
    s->counts[r->runs[i].kind] += in_headline(r, &r->runs[i]) ? 1 : 2;
    if (better_writing(r, &r->runs[i], &r->runs[s->best]))
        s->best = i;
}

static void count_spellings(resolver *r)
{
    name_table_init(&r->by_key, r->count, r->memory);
    r->keys = arena_alloc(r->memory, (r->count + 1) * sizeof *r->keys);
    r->spellings =
        arena_alloc(r->memory, (r->count + 1) * sizeof *r->spellings);
    r->spelling_count = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        r->keys[i] = run_key(r, &r->runs[i]);
        count_spelling(r, i);
    }
}

static const spelling *spelling_of(const resolver *r, uint32_t run)
{
    return &r->spellings[name_table_find(&r->by_key, r->keys[run])];
}

/* Two of three votes make a majority; else each keeps what it was given. */
static void take_majority(resolver *r)
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

/* ---- 2. Persons ---- */

/* The first letter of a token, for "P. Simmons". */
static char initial_of(const resolver *r, size_t token)
{
    return ascii_lower(r->d->text.data[r->d->spans[token].begin]);
}

static bool is_initial(const resolver *r, size_t token)
{
    const entity_span *span = &r->d->spans[token];

    return span->end - span->begin == 1 ||
           (span->end - span->begin == 2 &&
            r->d->text.data[span->end - 1] == '.');
}

/* "King" of "Martin Luther King Jr.". */
static size_t surname_of(const resolver *r, const entity_run *run)
{
    static const char *const tails[] = {"Jr.", "Jr",  "Sr.", "Sr",
                                        "II",  "III", "IV"};
    const entity_span *span = &r->d->spans[run->end - 1];
    morgue_str last = str_slice(r->d->text, span->begin, span->end);

    for (size_t i = 0; run_size(run) > 2 && i < sizeof tails / sizeof *tails;
         i++)
        if (str_equal(last, str_of(tails[i])))
            return run->end - 2;
    return run->end - 1;
}

static uint64_t surname_key(const resolver *r, const entity_run *run)
{
    return part_key(KEY_SURNAME, word_of(r, surname_of(r, run))->lower);
}

static uint64_t forename_key(const resolver *r, const entity_run *run)
{
    return part_key(KEY_FORENAME, word_of(r, run->begin)->lower);
}

static uint64_t initial_key(const resolver *r, const entity_run *run)
{
    return part_key(KEY_INITIAL,
                    entity_mix((uint64_t)initial_of(r, run->begin),
                               word_of(r, surname_of(r, run))->lower));
}

/* ---- 3. Organisations ---- */

static bool is_small_word(const resolver *r, size_t token)
{
    return !(word_of(r, token)->flags & (WORD_CAPITAL | WORD_DIGIT));
}

/* "imf" for International Monetary Fund; 0 when it has none. */
static uint64_t acronym_key(const resolver *r, const entity_run *run)
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
static bool can_stand_for(const resolver *r, size_t token)
{
    const entity_word *w = word_of(r, token);

    return (w->flags & WORD_CAPITAL) != 0 &&
           !(w->names & (NAME_CITY | NAME_COUNTRY | NAME_REGION | NAME_DEMONYM |
                         NAME_ORG_WORD | NAME_BODY | NAME_PLACE_WORD |
                         NAME_SMALL | NAME_DATE_WORD));
}

static uint64_t head_key(const resolver *r, const entity_run *run)
{
    return part_key(KEY_HEAD, word_of(r, run->begin)->lower);
}

/* ---- Full names, and what stands for them ---- */

static void set(name_table *t, uint64_t key, uint32_t run, bool replace)
{
    uint32_t *at = name_table_at(t, key);

    if (replace || *at == NONE)
        *at = run;
}

/* Tell table t that run i is a name in full. */
static void tell_full(const resolver *r, name_table *t, uint32_t i,
                      bool replace)
{
    const entity_run *run = &r->runs[i];
    uint64_t acronym;

    if (run_size(run) < 2)
        return;
    if (run->kind == MENTION_PERSON) {
        if (is_initial(r, run->begin))
            replace = false;
        set(t, surname_key(r, run), i, replace);
        if (!is_initial(r, run->begin)) {
            set(t, forename_key(r, run), i, replace);
            set(t, initial_key(r, run), i, replace);
        }
    } else if (run->kind == MENTION_ORG) {
        if (can_stand_for(r, run->begin))
            set(t, head_key(r, run), i, replace);
        if ((acronym = acronym_key(r, run)) != 0)
            set(t, acronym, i, replace);
    }
}

/* The last one told before, or else the first in the article. */
static uint32_t look(const resolver *r, uint64_t key)
{
    uint32_t run = name_table_find(&r->last, key);

    return run != NONE ? run : name_table_find(&r->first, key);
}

static uint32_t full_person(const resolver *r, const entity_run *run)
{
    uint32_t full;

    if (run_size(run) == 1) {
        full = look(r, surname_key(r, run));
        return full != NONE ? full : look(r, forename_key(r, run));
    }
    return is_initial(r, run->begin) ? look(r, initial_key(r, run)) : NONE;
}

static uint32_t full_org(const resolver *r, const entity_run *run)
{
    const entity_word *w = word_of(r, run->begin);
    uint32_t full;

    if (run_size(run) != 1)
        return NONE;
    full = look(r, head_key(r, run));
    if (full == NONE && (w->flags & WORD_CAPS))
        full = look(r, part_key(KEY_ACRONYM, w->lower));
    return full;
}

/* A place or company that is spelled as the surname of a person here. */
static bool is_misread_surname(const resolver *r, const entity_run *run)
{
    const entity_token *t = &r->d->tokens[run->begin];

    return run_size(run) == 1 && run->kind != MENTION_PERSON &&
           !(t->seen & (SEEN_AFTER_IN | SEEN_BEFORE_ORG | SEEN_AFTER_THE)) &&
           !(t->word->names & (NAME_COUNTRY | NAME_DEMONYM | NAME_COMPANY |
                               NAME_BODY | NAME_TEAM)) &&
           name_table_find(&r->first, surname_key(r, run)) != NONE;
}

/* The name as one line: no line breaks or double blanks of the layout. */
static morgue_str tidy(const resolver *r, const entity_run *run)
{
    morgue_str s = str_slice(r->d->text, r->d->spans[run->begin].begin,
                             r->d->spans[run->end - 1].end);
    char *out;
    size_t size = 0;

    if (str_find(s, STR("  ")) == SIZE_MAX &&
        str_find_char(s, '\t') == SIZE_MAX &&
        str_find_char(s, '\r') == SIZE_MAX)
        return s;
    out = arena_alloc(r->memory, s.size);
    for (size_t i = 0; i < s.size; i++)
        if (!ascii_is_space(s.data[i]))
            out[size++] = s.data[i];
        else if (size > 0 && out[size - 1] != ' ')
            out[size++] = ' ';
    return str_make(out, size);
}

static morgue_str name_of(const resolver *r, uint32_t i)
{
    const entity_run *run = &r->runs[i];
    uint32_t full = NONE;

    if (run->kind == MENTION_PERSON)
        full = full_person(r, run);
    else if (run->kind == MENTION_ORG)
        full = full_org(r, run);
    if (full == NONE || r->runs[full].kind != run->kind)
        full = i;
    return tidy(r, &r->runs[spelling_of(r, full)->best]);
}

/* ---- 4. What was overlooked ---- */

/*
 * "King" may be a title and "Price" a thing; after "Stephen King" they are he,
 * but for the first word of a sentence and after an article.
 */
static bool is_surname_here(const resolver *r, size_t token)
{
    const entity_token *t = &r->d->tokens[token];
    entity_run run = {(uint32_t)token, (uint32_t)token + 1, 0};

    if (name_table_find(&r->first, surname_key(r, &run)) == NONE)
        return false;
    if (!(t->word->names & (NAME_SMALL | NAME_MIXED | NAME_TITLE)) &&
        !(t->seen & SEEN_SMALL))
        return true;
    return !(t->place & PLACE_SENTENCE) && token > 0 &&
           !(word_of(r, token - 1)->cues & CUE_THE);
}

/* The kind of a word that is surely a name elsewhere; KIND_OTHER: it isn't. */
static int sure_kind(const resolver *r, size_t token)
{
    const entity_word *w = word_of(r, token);
    entity_run run = {(uint32_t)token, (uint32_t)token + 1, 0};
    uint32_t at = name_table_find(&r->by_key, run_key(r, &run));

    if (!(w->flags & WORD_CAPITAL) || (w->names & NAME_DATE_WORD))
        return KIND_OTHER;
    if (is_surname_here(r, token))
        return MENTION_PERSON;
    if (at == NONE || (w->names & (NAME_SMALL | NAME_TITLE)) ||
        (r->d->tokens[token].seen & SEEN_SMALL))
        return KIND_OTHER;
    for (int k = 0; k < KIND_OTHER; k++)
        if (r->spellings[at].counts[k] >= 4)
            return k;
    return KIND_OTHER;
}

/* "Later King met": a capital that only begins the sentence. */
static bool is_part_of_name(const entity_token *t)
{
    return (t->word->flags & WORD_CAPITAL) &&
           !((t->place & PLACE_SENTENCE) &&
             (t->word->names & (NAME_SMALL | NAME_MIXED)));
}

static bool stands_alone(const resolver *r, size_t i)
{
    const entity_document *d = r->d;

    if (i > 0 && !(d->tokens[i].place & PLACE_SENTENCE) &&
        is_part_of_name(&d->tokens[i - 1]))
        return false;
    return i + 1 >= d->count || (d->tokens[i + 1].place & PLACE_SENTENCE) ||
           !(word_of(r, i + 1)->flags & WORD_CAPITAL);
}

static bool tag_if_sure(resolver *r, size_t i)
{
    entity_token *t = &r->d->tokens[i];
    int kind;

    if (t->tag != TAG_O || (t->place & (PLACE_CAPS_LINE | PLACE_TITLE_LINE)) ||
        !stands_alone(r, i) || (kind = sure_kind(r, i)) == KIND_OTHER)
        return false;
    t->tag = (uint8_t)TAG_OF(kind, PART_S);
    return true;
}

/* Returns whether there was anything. */
static bool tag_overlooked(resolver *r)
{
    bool found = false;

    for (size_t n = 0; n < r->d->stretch_count; n++) {
        const entity_stretch *s = &r->d->stretches[n];

        for (size_t i = s->first; i < s->last; i++)
            found |= tag_if_sure(r, i);
    }
    return found;
}

/* "Skerra Islands": its last word says what it is. */
static bool is_land_or_water(const resolver *r, const entity_run *run)
{
    static const char *const words[] = {"Islands", "Island",    "Islets",
                                        "River",   "Mountains", "Peninsula",
                                        "Strait",  "Ocean",     "Sea"};
    const entity_span *span = &r->d->spans[run->end - 1];
    morgue_str last = str_slice(r->d->text, span->begin, span->end);

    for (size_t i = 0; run_size(run) == 2 && i < sizeof words / sizeof *words;
         i++)
        if (str_equal(last, str_of(words[i])))
            return true;
    return false;
}

static void prepare(resolver *r)
{
    r->count = entity_runs(r->d, r->memory, &r->runs);
    for (size_t i = 0; i < r->count; i++)
        if (is_land_or_water(r, &r->runs[i]))
            r->runs[i].kind = MENTION_PLACE;
    count_spellings(r);
    take_majority(r);
    name_table_init(&r->first, r->count * 3, r->memory);
    name_table_init(&r->last, r->count * 3, r->memory);
    for (uint32_t i = 0; i < r->count; i++)
        tell_full(r, &r->first, i, false);
    for (uint32_t i = 0; i < r->count; i++)
        if (is_misread_surname(r, &r->runs[i]))
            r->runs[i].kind = MENTION_PERSON;
}

size_t coreference_resolve(entity_document *d, arena *a, coreference **out)
{
    resolver r = {.d = d, .memory = a};
    size_t count = 0;

    prepare(&r);
    if (tag_overlooked(&r))
        prepare(&r);
    *out = arena_alloc(a, (r.count + 1) * sizeof **out);
    for (uint32_t i = 0; i < r.count; i++) {
        coreference *c = &(*out)[count];

        if (r.runs[i].kind == KIND_OTHER)
            continue;
        c->run = r.runs[i];
        c->name = name_of(&r, i);
        tell_full(&r, &r.last, i, true);
        count++;
    }
    return count;
}
